import { type DjangoProject, mustSucceed } from "./djangoProject.ts";

/** All values of a project's samples, in text. */
export function readRows(project: DjangoProject): string {
  return run(project, "read");
}

export function mustReadAs(project: DjangoProject, expected: string): void {
  const actual = readRows(project);
  if (actual === expected) return;
  const wanted = linesOf(expected);
  const different = linesOf(actual).filter((line, index) => line !== wanted[index]);
  throw new Error(`other values: ${different.slice(0, 3).join("; ")}`);
}

/** What the columns hold, told without the fields that decrypt it. */
export function mustBeEncrypted(project: DjangoProject): void {
  const stored = linesOf(run(project, "raw"));
  const plain = stored.filter((line) => !line.endsWith(" ciphertext"));
  if (stored.length === 0) throw new Error("nothing is stored");
  if (plain.length > 0) throw new Error(plain.join("; "));
}

function run(project: DjangoProject, command: string): string {
  const outcome = project.run(["rows.py", command]);
  mustSucceed(outcome, `rows.py ${command}`);
  return outcome.output;
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
