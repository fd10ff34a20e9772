import { type CancellationToken, CancellationTokenSource, l10n, ProgressLocation, window } from "vscode";
import {
  DECISION_PLAN_REQUEST,
  type DecisionPlanParams,
  type DecisionPlanResult,
  type FieldReference,
  type FixRequest,
} from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import { askFor } from "./applyFix.ts";
import { makePlanned } from "./plannedEdit.ts";

/** Decisions that are written down as a comment at the field, and what each of them asks for. */
const ASKS = { "set-category": "category", ignore: "reason" } as const satisfies Record<string, FixRequest["asks"]>;

/** Work that takes less than this many milliseconds shows nothing. */
const SILENT = 500;

/** Asks once and writes the answer at all fields, as one change that one *Undo* takes back. */
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

  const params: DecisionPlanParams = { decision, value, fields };
  const source = new CancellationTokenSource();
  const making = makePlanned(
    () => server.sendRequest<DecisionPlanResult>(DECISION_PLAN_REQUEST, params, source.token),
    (edit) => server.client.protocol2CodeConverter.asWorkspaceEdit(edit),
  );
  const timer = setTimeout(() => void showProgress(l10n.t("Deciding about {0}", subject), source, making), SILENT);
  try {
    const made = await making;
    const missed = made?.isApplied ? made.plan.missed : fields.length;
    if (missed > 0) void window.showInformationMessage(missedText(missed));
  } catch (error) {
    if (!source.token.isCancellationRequested) throw error;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

async function showProgress(title: string, source: CancellationTokenSource, work: Promise<unknown>): Promise<void> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  await window.withProgress(options, async (_progress, token: CancellationToken) => {
    token.onCancellationRequested(() => {
      source.cancel();
    });
    await work.catch(() => undefined);
  });
}

function missedText(count: number): string {
  return count === 1
    ? l10n.t("Nothing was written at 1 field: it has changed in the meantime, or its name is declared more than once.")
    : l10n.t(
        "Nothing was written at {0} fields: they have changed in the meantime, or their names are declared more than once.",
        count,
      );
}
