import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  CreateFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { FixContext, FixPlan } from "../engine/fixes/model.ts";
import { lineStartsOf } from "../engine/text/lineIndex.ts";
import { applyEdits, type TextEdit as EngineEdit } from "../engine/text/textEdit.ts";
import { contentModified } from "./door.ts";
import type { Located } from "./folder.ts";
import type { Session } from "./session.ts";
import { toRange } from "./toProtocol.ts";

export interface PlannedFix {
  readonly plan: FixPlan;
  /** Where it was asked for, and the text of that file which it was planned on. */
  readonly located: Located;
  readonly text: string;
  /** The other files which it was planned on. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Editing {
  readonly edits: readonly EngineEdit[];
}

/** The files that a fix of a field may change, its own aside. */
export function textsOf({ project, usingTexts }: FixContext): ReadonlyMap<string, string> {
  return new Map([...(usingTexts ?? []), ...project.texts]);
}

export interface ClientEdit {
  readonly edit: WorkspaceEdit;
  /** Part of the plan is left out, because the client could not show it before it is made. */
  readonly isPartial: boolean;
}

/** One change of a file, and the step that it belongs to. */
interface PlannedChange extends Editing {
  readonly path: string;
  readonly step: string;
  /** Of a file that does not exist yet. */
  readonly newText: string | null;
}

/** The plan as the client can apply it: all files grouped by step, or else the part in the field's own file. */
export async function toClientEdit(session: Session, fix: PlannedFix): Promise<ClientEdit> {
  const { plan, located } = fix;
  const changes = plan.steps.flatMap(({ changes: stepChanges }, index) =>
    stepChanges.map((change): PlannedChange => ({
      path: change.path,
      step: `step-${index + 1}`,
      edits: change.kind === "edit" ? change.edits : [],
      newText: change.kind === "create" ? change.text : null,
    })),
  );
  const isWide = changes.some(({ path, newText }) => path !== located.path || newText !== null);
  if (!isWide || !session.flags.annotatedFiles) {
    const own = changes.filter(({ path, newText }) => path === located.path && newText === null);
    return { edit: inFileEdit(session, located, fix.text, own), isPartial: isWide };
  }

  const created: CreateFile[] = [];
  const edited: TextDocumentEdit[] = [];
  for (const path of new Set(changes.map((change) => change.path))) {
    const ofFile = changes.filter((change) => change.path === path);
    for (const change of await fileChanges(session, fix, path, ofFile)) {
      if ("kind" in change) created.push(change);
      else edited.push(change);
    }
  }
  // VS Code takes back in one step what is of one kind, and turn by turn what is not.
  const documentChanges = [...created, ...edited];
  // Reading the other files took a moment.
  if ((await located.folder.workspace.text(located.path)) !== fix.text) throw contentModified();
  return { edit: { documentChanges, changeAnnotations: annotationsOf(plan) }, isPartial: false };
}

/** @throws RangeError for edits that overlap or lie outside the text */
export function inFileEdits(text: string, changes: readonly Editing[]): TextEdit[] {
  assertApplicable(text, changes);
  return [
    ...toTextEdits(
      text,
      changes.flatMap(({ edits }) => edits),
    ),
  ];
}

function inFileEdit(
  session: Session,
  located: Located,
  text: string,
  changes: readonly PlannedChange[],
): WorkspaceEdit {
  const uri = session.uriOf(located);
  const edits = inFileEdits(text, changes);
  if (!session.flags.documentChanges) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version: session.versionOf(located) }, edits }] };
}

async function fileChanges(
  session: Session,
  { located, text: own, texts }: PlannedFix,
  path: string,
  changes: readonly PlannedChange[],
): Promise<readonly (TextDocumentEdit | CreateFile)[]> {
  const { folder } = located;
  const target = session.locatePath(folder, path);
  // A folder inside of this one is another project.
  if (!target) return [];
  const uri = session.uriOf(target);
  for (const { newText, step } of changes) {
    if (newText === null) continue;
    const start = { line: 0, character: 0 };
    const create: CreateFile = { kind: "create", uri, annotationId: step };
    if (newText === "") return [create];
    const content = { range: { start, end: start }, newText, annotationId: step };
    return [create, { textDocument: { uri, version: null }, edits: [content] }];
  }
  const text = await folder.workspace.text(path);
  // The edits were planned on the text that was known, and fit no other.
  const planned = path === located.path ? own : texts.get(path);
  if (text === null || text !== planned) throw contentModified();
  assertApplicable(text, changes);
  const edits = changes.flatMap(({ edits: ofStep, step }) =>
    toTextEdits(text, ofStep).map((edit): AnnotatedTextEdit => ({ ...edit, annotationId: step })),
  );
  return [{ textDocument: { uri, version: session.versionOf(target) }, edits }];
}

function toTextEdits(text: string, edits: readonly EngineEdit[]): readonly TextEdit[] {
  const lines = lineStartsOf(text);
  return edits.map((edit) => ({ range: toRange(lines, edit.span), newText: edit.text }));
}

/** @throws RangeError for edits that overlap or lie outside the text: such a set must never reach a file. */
function assertApplicable(text: string, changes: readonly Editing[]): void {
  applyEdits(
    text,
    changes.flatMap(({ edits }) => edits),
  );
}

function annotationsOf(plan: FixPlan): Record<string, ChangeAnnotation> {
  const annotations = plan.steps.map(({ label }, index) => [
    `step-${index + 1}`,
    // More than the file in front of the person: to be looked at first. VS Code sorts by the labels.
    { label: `${String(index + 1).padStart(plan.steps.length < 10 ? 1 : 2, "0")}. ${label}`, needsConfirmation: true },
  ]);
  return Object.fromEntries(annotations) as Record<string, ChangeAnnotation>;
}
