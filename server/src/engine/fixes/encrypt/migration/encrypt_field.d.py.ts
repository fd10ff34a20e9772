/** What each migration that encrypts rows has in front of its operations: makes its text. */
declare const source: () => string;
export default source;
