import type { Connection } from "vscode-languageserver";

/**
 * Says where it went wrong, by function names alone: a message may carry source text or a stored value, and those
 * are nobody's business.
 */
export function logInternalError(connection: Connection, where: string, error: unknown): void {
  connection.console.error(`internal error in ${where}: ${describe(error)}`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { message, stack = "" } = error;
  // A message of several lines may look like functions.
  const afterMessage = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  const frames = afterMessage.split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 10)].join("\n");
}
