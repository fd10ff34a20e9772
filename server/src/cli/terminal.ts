/** Where results and remarks go. Results: standard output. Everything else: standard error. */
export interface Terminal {
  readonly color: boolean;
  /** Columns of the terminal that the results go to; infinite when they go to a file or a program. */
  readonly width: number;
  /** Wants results only. */
  readonly quiet: boolean;
  print(text: string): void;
  /** One remark that is no result; nothing when quiet. */
  note(text: string): void;
  /** Shows a line that the next one replaces, on a terminal only; null takes it away. */
  progress(text: string | null): void;
}

/** Wider lines are hard to read, however wide the window. */
const WIDEST = 120;

export function openTerminal({ quiet, plain }: { readonly quiet: boolean; readonly plain: boolean }): Terminal {
  const { stdout, stderr, env } = process;
  const showsProgress = stderr.isTTY && !quiet && env.TERM !== "dumb";
  let progressShown = false;
  return {
    // https://no-color.org
    color: stdout.isTTY && !plain && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb",
    width: stdout.isTTY ? Math.min(stdout.columns, WIDEST) : Infinity,
    quiet,
    print(text) {
      stdout.write(text);
    },
    note(text) {
      if (!quiet) stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!showsProgress || (text === null && !progressShown)) return;
      progressShown = text !== null;
      stderr.write(`\r\x1b[K${text ?? ""}`);
    },
  };
}
