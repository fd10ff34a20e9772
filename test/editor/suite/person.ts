import * as vscode from "vscode";
import { EXTENSION, eventually } from "./editor.ts";
import { HOST } from "./host.ts";
import { GESTURES } from "./marks.ts";
import { STATUS_BAR_ITEM } from "./statusBarItem.ts";

/** What only a person can do: type into an input box, press a button. The runner does it in the window. */
export interface Gesture {
  /** CSS; waited for. */
  readonly selector: string;
  /** Nothing is done: the signs that are drawn before these elements, each with the word after it, are these. */
  readonly signs?: readonly string[];
  /** In the page of the panel, or of another tab of its kind. */
  readonly inPanel?: true;
  readonly fill?: string;
  readonly press?: string;
  readonly click?: true;
  /** Nothing is done: it must not be seen, or no more. */
  readonly isAbsent?: true;
}

export interface GestureRequest {
  readonly gestures: readonly Gesture[];
  /** Name of a file beside the extension, for the outcome: empty, or what went wrong. */
  readonly outcome: string;
}

/** Whether the runner has hands: it has when the window is in its browser. Without, tests that need a person are skipped. */
export const hasPerson = HOST === "web" || process.env.FIELDGUARD_TEST_PERSON !== undefined;

let requests = 0;

/** Asks for gestures at once; resolves when they are made. Begin what they answer to before awaiting it. */
export async function person(...gestures: readonly Gesture[]): Promise<void> {
  const outcome = `gestures-${Date.now()}-${++requests}`;
  console.log(GESTURES + JSON.stringify({ gestures, outcome } satisfies GestureRequest));
  // A window need not have a folder, and a web worker has no file system; this both hosts can read.
  const place = vscode.Uri.joinPath(vscode.extensions.getExtension(EXTENSION)!.extensionUri, "..");
  let problem = "";
  await eventually("the person's gestures are made", async () => {
    problem = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(place, outcome)));
  });
  if (problem !== "") throw new Error(problem);
}

/** What is drawn before names in the editor that is seen, all of it: `○ name`. */
export const signs = (...signs: readonly string[]): Gesture => ({
  selector: ".view-line span",
  signs: signs.toSorted(),
});

/** By what a screen reader says of it. */
export const statusBarItem = (spoken: string): Gesture => ({ selector: `${STATUS_BAR_ITEM}[aria-label="${spoken}"]` });

/** Of the file that is seen, beside the name of its language. */
export const languageStatus = (text: string): Gesture => ({
  selector: `[id='status.languageStatus'][aria-label*="${text}"]`,
});

const INPUT = ".quick-input-widget input";

export const answer = (text: string): Gesture => ({ selector: INPUT, fill: text, press: "Enter" });

/** Of the preview of a refactoring. */
export const previewButton = (label: string): Gesture => ({
  selector: `.bulk-edit-panel .monaco-button:has-text("${label}")`,
  click: true,
});

/** In the title of a view in the side bar. */
export const titleButton = (label: string): Gesture => ({
  selector: `.sidebar .action-label[aria-label^="${label}"]`,
  click: true,
});

/** Opens or closes a view. */
export const viewHeader = (name: string): Gesture => ({
  selector: `.sidebar .pane-header[aria-label^="${name}"]`,
  click: true,
});

export const seenRow = (label: string): Gesture => ({ selector: rowOf(label) });

export const treeRow = (label: string): Gesture => ({ ...seenRow(label), click: true });

/** Among the icons that the row with the focus has at its end. */
export const rowIcon = (label: string): Gesture => ({ selector: `${rowOf(label)}.focused .action-label` });

/** The tree must have the focus, on this row. */
export const treeKey = (label: string, key: string): Gesture => ({ selector: `${rowOf(label)}.focused`, press: key });

function rowOf(label: string): string {
  return `.sidebar .monaco-list-row[aria-label^="${label}"]`;
}
