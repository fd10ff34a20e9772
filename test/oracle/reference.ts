import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What a class assigns from a call. Offsets are UTF-16; spans are `[start, end)`. */
export interface ClassField {
  /** Names of the classes and functions around it, joined by dots. */
  readonly class: string;
  readonly name: string;
  readonly start: number;
  /** The dotted name that is called; null when it is something else. */
  readonly callee: string | null;
  readonly call: readonly [number, number];
  /** Number of arguments without a name. */
  readonly positional: number;
  /** Name (`**` for a dictionary) and offset, in source order. */
  readonly keywords: readonly (readonly [string, number])[];
  readonly statement: readonly [number, number];
}

/** Where a file can be damaged. */
export interface Places {
  /** Whole simple statements; of compound ones the header with its decorators, up to the first statement of the body. */
  readonly statements: readonly (readonly [number, number])[];
  readonly classes: readonly (readonly [number, number])[];
  readonly brackets: readonly number[];
  /** Offset and width (1 or 3) of what opens and closes a string. */
  readonly quotes: readonly (readonly [number, number])[];
  readonly colons: readonly number[];
}

export type Reference =
  { readonly error: string } | { readonly fields: readonly ClassField[]; readonly places?: Places };

const SCRIPT = fileURLToPath(new URL("python/reference.py", import.meta.url));

/** What CPython says of each file, in order. */
export async function* referencesOf(
  paths: readonly string[],
  { places }: { readonly places: boolean },
): AsyncGenerator<readonly [path: string, reference: Reference]> {
  const python = spawn("python3", [SCRIPT, ...(places ? ["--places"] : [])], { stdio: ["pipe", "pipe", "inherit"] });
  const failure = new Promise<never>((_, reject) => python.on("error", reject));
  failure.catch(() => undefined);
  python.stdin.end(paths.map((path) => `${path}\n`).join(""));
  let index = 0;
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([lines.next(), failure]);
    if (next.done === true) break;
    yield [paths[index++]!, JSON.parse(next.value) as Reference];
  }
  if (index < paths.length) throw new Error(`the reference ended at ${paths[index]!}`);
}
