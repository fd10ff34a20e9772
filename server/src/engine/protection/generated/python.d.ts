/** A file that a fix writes into the user's project: makes its text. */
declare module "*.py" {
  const source: () => string;
  export default source;
}
