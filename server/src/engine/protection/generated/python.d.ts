/** A file that a fix writes into the user's project, as text. */
declare module "*.py" {
  const source: string;
  export default source;
}
