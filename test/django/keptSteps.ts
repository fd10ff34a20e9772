import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Steps of a long run, each made once: what they gave is kept in a file, so that a run that was cut can be gone on with. */
export class KeptSteps {
  readonly #path: string;
  readonly #given: Record<string, unknown>;

  constructor(path: string) {
    this.#path = path;
    this.#given = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>) : {};
  }

  /** What the step gives is to be as JSON has it. */
  once<T>(name: string, step: () => T): T {
    if (!(name in this.#given)) {
      this.#given[name] = step() ?? null;
      writeFileSync(this.#path, JSON.stringify(this.#given, null, 2));
    }
    return this.#given[name] as T;
  }
}
