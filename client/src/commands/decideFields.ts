import { l10n, window, workspace, WorkspaceEdit } from "vscode";
import {
  type FieldReference,
  FIX_PLAN_REQUEST,
  type FixPlanParams,
  type FixPlanResult,
  type FixRequest,
} from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import { askFor } from "./applyFix.ts";

/** Decisions that are written down as a comment at the field, and what each of them asks for. */
const ASKS = { "set-category": "category", ignore: "reason" } as const satisfies Record<string, FixRequest["asks"]>;

/**
 * Asks once and writes the answer at all fields, as one change that one *Undo* takes back. All plans are made for the
 * same texts, and each adds or replaces a line of its own, so that they can be made together.
 */
export async function decideFields(
  server: LanguageServer,
  fields: readonly FieldReference[],
  decision: keyof typeof ASKS,
): Promise<void> {
  const [first] = fields;
  if (!first) return;
  const subject = fields.length === 1 ? `${first.entity}.${first.field}` : l10n.t("{0} fields", fields.length);
  const value = await askFor(server, ASKS[decision], subject);
  if (value === undefined) return;

  const plans = await Promise.all(
    fields.map(({ uri, entity, field }) => {
      const params: FixPlanParams = { uri, entity, field, fixId: decision, input: { value } };
      return server.sendRequest<FixPlanResult | null>(FIX_PLAN_REQUEST, params);
    }),
  );
  const whole = new WorkspaceEdit();
  for (const plan of plans) {
    if (!plan) continue;
    const edit = await server.client.protocol2CodeConverter.asWorkspaceEdit(plan.edit);
    for (const [uri, edits] of edit.entries()) whole.set(uri, [...whole.get(uri), ...edits]);
  }
  const isApplied = await workspace.applyEdit(whole);
  const missed = isApplied ? plans.filter((plan) => plan === null).length : fields.length;
  if (missed > 0) void window.showInformationMessage(l10n.t("{0} fields have changed in the meantime.", missed));
}
