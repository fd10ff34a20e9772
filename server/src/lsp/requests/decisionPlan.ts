import { RequestType, type TextDocumentEdit } from "vscode-languageserver";
import type { FileChange, FixContext } from "../../engine/fixes/model.ts";
import type { ClassifiedField } from "../../engine/project/model.ts";
import {
  DECISION_PLAN_REQUEST,
  type DecisionPlanParams,
  type DecisionPlanResult,
  type FieldReference,
} from "../../protocol.ts";
import { TimeSlice } from "../../workspace/timeSlice.ts";
import { cancelled, onRequest } from "../door.ts";
import { planFix } from "../fixes.ts";
import type { Located } from "../folder.ts";
import { inFileEdits } from "../workspaceEdit.ts";

const type = new RequestType<DecisionPlanParams, DecisionPlanResult, void>(DECISION_PLAN_REQUEST);

type EditOfFile = Extract<FileChange, { readonly kind: "edit" }>;

/** The change that writes one decision down at many fields: each file is read and edited once. */
export const decisionPlan = onRequest(type, async (session, { decision, value, fields }, token) => {
  const slice = new TimeSlice(session.host.clock);
  const documentChanges: TextDocumentEdit[] = [];
  let written = 0;
  for (const [uri, ofFile] of byUri(fields)) {
    const located = session.locate(uri);
    if (!located) continue;
    await session.known(located.folder);
    const contexts = await contextsOf(located, ofFile);
    // Of the text that the contexts have; a client that has another one by then does not apply the edit.
    const version = session.versionOf(located);
    const changes: EditOfFile[] = [];
    for (const context of contexts) {
      const planned = planFix(context, decision, { value })?.steps.flatMap((step) => step.changes) ?? [];
      changes.push(...planned.filter((change) => change.kind === "edit"));
      if (slice.isOver) await slice.pause();
      if (token.isCancellationRequested) throw cancelled();
    }
    const [first] = contexts;
    if (!first || changes.length === 0) continue;
    written += changes.length;
    documentChanges.push({
      textDocument: { uri: session.uriOf(located), version },
      edits: inFileEdits(first.text, changes),
    });
  }
  return { edit: { documentChanges }, missed: fields.length - written };
});

/** Each field once. */
function byUri(fields: readonly FieldReference[]): ReadonlyMap<string, readonly FieldReference[]> {
  const files = new Map<string, Map<string, FieldReference>>();
  for (const field of fields) {
    const ofFile = files.get(field.uri) ?? new Map<string, FieldReference>();
    files.set(field.uri, ofFile.set(`${field.entity}.${field.field}`, field));
  }
  return new Map([...files].map(([uri, ofFile]) => [uri, [...ofFile.values()]]));
}

/** Of those that are still there, and not in two classes of the same name; all from the same text. */
async function contextsOf(
  { folder: { workspace }, path }: Located,
  fields: readonly FieldReference[],
): Promise<readonly FixContext[]> {
  for (const { entity, field } of fields) {
    const context = await workspace.fixContext(path, entity, field);
    if (!context) continue;
    const wanted = new Set(fields.map((reference) => `${reference.entity}.${reference.field}`));
    const named = new Map<string, ClassifiedField[]>();
    for (const subject of context.file.fields) {
      const name = `${subject.entity.name}.${subject.field.name}`;
      if (wanted.has(name)) named.set(name, [...(named.get(name) ?? []), subject]);
    }
    const unmistakable = [...named.values()].filter((subjects) => subjects.length === 1);
    return unmistakable.flatMap((subjects) => subjects.map((subject) => ({ ...context, subject })));
  }
  return [];
}
