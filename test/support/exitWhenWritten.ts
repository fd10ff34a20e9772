/**
 * Ends this process with a code once all that it printed has reached its reader. `process.exit` alone drops what waits
 * for a pipe, and a program that never yields waits with everything after the first line that did not fit.
 */
export function exitWhenWritten(code: number): Promise<never> {
  return new Promise(() => {
    process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
  });
}
