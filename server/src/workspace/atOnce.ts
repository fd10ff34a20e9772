import type { MaybePromise } from "./ports.ts";

/** Runs tasks side by side, never more than a given number of them. */
export class AtOnce {
  readonly #limit: number;
  readonly #running = new Set<Promise<void>>();
  readonly #errors: unknown[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves when there is room for another one. Rejects when one has failed. */
  async start(task: () => Promise<void>): Promise<void> {
    const running = this.#run(task).then(() => {
      this.#running.delete(running);
    });
    this.#running.add(running);
    if (this.#running.size >= this.#limit) await Promise.race(this.#running);
    this.#complain();
  }

  /** Uses an answer, at once where it is there. Null then, and otherwise as `start`: for thousands of answers a promise each is too much. */
  take<T>(answer: MaybePromise<T>, use: (answer: T) => void): Promise<void> | null {
    if (answer instanceof Promise) {
      return this.start(async () => {
        use(await answer);
      });
    }
    use(answer);
    return null;
  }

  /** Resolves when all tasks have ended. Rejects when one has failed. */
  async end(): Promise<void> {
    await Promise.all(this.#running);
    this.#complain();
  }

  /** Never rejects: nobody may be waiting for this task alone. */
  async #run(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#errors.push(error);
    }
  }

  #complain(): void {
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}
