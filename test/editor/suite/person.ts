import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "./editor.ts";
import { GESTURES } from "./marks.ts";

/** What only a person can do: type into an input box, press a button. The runner does it in the window. */
export interface Gesture {
  /** CSS; waited for. */
  readonly selector: string;
  readonly fill?: string;
  readonly press?: string;
  readonly click?: true;
}

export interface GestureRequest {
  readonly gestures: readonly Gesture[];
  /** File for the outcome: empty, or what went wrong. */
  readonly outcome: string;
}

/** A folder for outcomes, named by a runner that has hands. Without one, tests that need a person are skipped. */
const folder = process.env.FIELDGUARD_TEST_PERSON;
export const hasPerson = folder !== undefined;

let requests = 0;

/** Asks for gestures at once; resolves when they are made. Begin what they answer to before awaiting it. */
export async function person(...gestures: readonly Gesture[]): Promise<void> {
  const outcome = join(folder ?? "", `gestures-${++requests}`);
  console.log(GESTURES + JSON.stringify({ gestures, outcome } satisfies GestureRequest));
  await eventually("the person's gestures are made", () => existsSync(outcome));
  const problem = readFileSync(outcome, "utf8");
  if (problem !== "") throw new Error(problem);
}

const INPUT = ".quick-input-widget input";

export const answer = (text: string): Gesture => ({ selector: INPUT, fill: text, press: "Enter" });

/** Of the preview of a refactoring. */
export const previewButton = (label: string): Gesture => ({
  selector: `.bulk-edit-panel .monaco-button:has-text("${label}")`,
  click: true,
});

/** In the title of the side bar, which names the only view that it shows. */
export const titleButton = (label: string): Gesture => ({
  selector: `.sidebar .action-label[aria-label^="${label}"]`,
  click: true,
});

export const treeRow = (label: string): Gesture => ({ selector: rowOf(label), click: true });

/** The tree must have the focus, on this row. */
export const treeKey = (label: string, key: string): Gesture => ({ selector: `${rowOf(label)}.focused`, press: key });

function rowOf(label: string): string {
  return `.sidebar .monaco-list-row[aria-label^="${label}"]`;
}
