/** Plain values of which many are alike, each kept once as a line of JSON. None is parsed before somebody asks for it. */
export class SharedValues {
  readonly #lines: string[];
  readonly #values: unknown[] = [];
  /** Made for the first value that is taken in. */
  #indexes: Map<string, number> | null = null;

  constructor(lines: readonly string[] = []) {
    this.#lines = [...lines];
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The same object each time: it must never be changed. */
  at(index: number): unknown {
    return (this.#values[index] ??= JSON.parse(this.#lines[index]!));
  }

  /** Takes in a value, unless one like it is there. Returns its index. */
  indexOf(value: object): number {
    this.#indexes ??= new Map(this.#lines.map((line, index) => [line, index]));
    const line = JSON.stringify(value);
    const known = this.#indexes.get(line);
    if (known !== undefined) return known;
    this.#indexes.set(line, this.#lines.length);
    return this.#lines.push(line) - 1;
  }
}
