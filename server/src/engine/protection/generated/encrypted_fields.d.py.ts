/** The module that a fix writes into the user's project, as text. */
declare const source: string;
export default source;
