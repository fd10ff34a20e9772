import { type DjangoProject, type Step } from "./djangoProject.ts";

export const WRITE: Step = ["rows.py", "write"];

/** Prints all values of a project's samples. */
export const READ: Step = ["rows.py", "read"];

/** What its rows are after some steps. */
export function mustReadAs(project: DjangoProject, expected: string, ...steps: readonly Step[]): void {
  const actual = project.mustRun(...steps, READ);
  if (actual === expected) return;
  const wanted = linesOf(expected);
  const different = linesOf(actual).filter((line, index) => line !== wanted[index]);
  throw new Error(`other values: ${different.slice(0, 3).join("; ")}`);
}

/** What the columns hold, told without the fields that decrypt it. */
export function mustBeEncrypted(project: DjangoProject): void {
  const stored = linesOf(project.mustRun(["rows.py", "raw"]));
  const plain = stored.filter((line) => !line.endsWith(" ciphertext"));
  if (stored.length === 0) throw new Error("nothing is stored");
  if (plain.length > 0) throw new Error(plain.join("; "));
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
