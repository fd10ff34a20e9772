/** The bundle of what talks to databases: few ask for it, and it lies beside the others until somebody does. */
export { openDatabase as open } from "./host/node/databases/openDatabase.ts";
