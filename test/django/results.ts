import type { Outcome } from "./djangoProject.ts";

/** Counts what passed and failed, and prints a line for each. */
export class Results {
  passed = 0;
  failed = 0;
  /** Of what passed. */
  readonly names: string[] = [];

  cell(name: string, problem: string | null): void {
    if (problem === null) {
      this.passed++;
      this.names.push(name);
    } else this.failed++;
    console.log(problem === null ? `ok ${name}` : `FAILED ${name}: ${problem}`);
  }

  /** What was counted, and printed, elsewhere. */
  add(passed: number, failed: number, names: readonly string[]): void {
    this.passed += passed;
    this.failed += failed;
    this.names.push(...names);
  }

  /** Runs an action that throws when something is wrong. */
  attempt(name: string, action: () => void): boolean {
    try {
      action();
      this.cell(name, null);
      return true;
    } catch (error) {
      this.cell(name, error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** The lines that a script in `python/` printed; one without any is a failure of its own. */
  script(group: string, outcome: Outcome): void {
    const cells = cellsOf(outcome);
    for (const { name, problem } of cells) this.cell(`${group}: ${name}`, problem);
    if (cells.length === 0 || outcome.code !== 0) this.cell(`${group}: the script ends well`, outcome.output);
  }
}

export interface Cell {
  readonly name: string;
  readonly problem: string | null;
}

export function cellsOf({ output }: Outcome): readonly Cell[] {
  return [...output.matchAll(/^(ok|FAILED) ([^\n]*?)(?: :: ([^\n]*))?$/gm)].map(([, verdict, name, problem]) => ({
    name: name!,
    problem: verdict === "ok" ? null : (problem ?? "no reason given"),
  }));
}
