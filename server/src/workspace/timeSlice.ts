import type { Clock } from "./ports.ts";

/** How long the workspace works before it lets waiting messages in. */
const MILLISECONDS = 10;

/** Cuts long work into slices. */
export class TimeSlice {
  readonly #clock: Clock;
  #start: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#start = clock.now();
  }

  get isOver(): boolean {
    return this.#clock.now() - this.#start >= MILLISECONDS;
  }

  /** Lets others have their turn and starts the next slice. */
  async pause(): Promise<void> {
    await this.#clock.pause();
    this.#start = this.#clock.now();
  }
}
