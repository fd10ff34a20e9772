import { GESTURES } from "./marks.ts";

/** What only a person can do: type into an input box, press a button. The runner does it in the window. */
export interface Gesture {
  /** CSS; waited for. */
  readonly selector: string;
  readonly fill?: string;
  readonly press?: string;
  readonly click?: true;
}

/** Set by a runner that has hands. Without them, tests that need a person are skipped. */
export const hasPerson = process.env.FIELDGUARD_TEST_PERSON === "1";

export function person(...gestures: readonly Gesture[]): void {
  console.log(GESTURES + JSON.stringify(gestures));
}

const INPUT = ".quick-input-widget input";

export const answer = (text: string): Gesture => ({ selector: INPUT, fill: text, press: "Enter" });
