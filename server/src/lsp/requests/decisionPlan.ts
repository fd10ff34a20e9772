import { RequestType, type TextDocumentEdit } from "vscode-languageserver";
import type { FileChange } from "../../engine/fixes/model.ts";
import {
  DECISION_PLAN_REQUEST,
  type DecisionPlanParams,
  type DecisionPlanResult,
  type FieldReference,
} from "../../protocol.ts";
import { TimeSlice } from "../../workspace/timeSlice.ts";
import { cancelled, onRequest } from "../door.ts";
import { planFix } from "../fixes.ts";
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
    const { workspace } = located.folder;
    const contexts = (await workspace.fixContexts(located.path, ofFile)).filter((context) => context !== null);
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
