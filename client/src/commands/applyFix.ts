import { l10n, Position, Uri, window, workspace, type WorkspaceEdit } from "vscode";
import type { WorkspaceEdit as ProtocolEdit } from "vscode-languageclient";
import {
  CATEGORIES_REQUEST,
  type CategoryModel,
  FIX_PLAN_REQUEST,
  type FixNotDone,
  type FixPlanParams,
  type FixPlanResult,
  type FixRequest,
  type ProviderChoice,
} from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { Notes } from "../notes.ts";
import { withoutArticle } from "../withoutArticle.ts";
import { levelName, sentence, treatmentName } from "../words.ts";
import { makePlanned } from "./plannedEdit.ts";

/**
 * Asks for what the fix needs, unless the answer is known, then makes its change: with a preview where the server wants
 * one. Returns whether that was done.
 */
export async function applyFix(
  server: LanguageServer,
  notes: Notes,
  request: FixRequest,
  answer?: string,
): Promise<boolean> {
  const { asks, choices, ...params } = request;
  const subject = subjectOf(request);
  const value = answer ?? (await askFor(server, asks, subject, choices));
  // Given up.
  if (asks !== null && value === undefined) return false;

  const input = asks === "provider" ? { provider: value! } : { value: value! };
  const planParams: FixPlanParams = { ...params, ...(value === undefined ? {} : { input }) };
  const notDone: FixNotDone[] = [];
  const made = await makePlanned(
    async () => {
      const answer = await server.sendRequest<FixPlanResult | FixNotDone | null>(FIX_PLAN_REQUEST, planParams);
      if (!answer || !("because" in answer)) return answer;
      notDone.push(answer);
      return null;
    },
    (edit) => reviewedEdit(server, edit, Uri.parse(request.uri)),
  );
  const [refusal] = notDone;
  if (refusal) {
    void window.showWarningMessage(l10n.t("{0}: nothing was done. {1}", subject, refusal.because));
    return false;
  }
  if (!made) {
    void window.showInformationMessage(
      request.field === null
        ? l10n.t("There is nothing left to do that way about the fields of {0}.", subject)
        : l10n.t("{0} has changed in the meantime. Nothing was done.", subject),
    );
    return false;
  }
  const { plan, isApplied } = made;
  if (isApplied && plan.notes.length > 0) void notes.offer(plan.title, plan.notes);
  return isApplied;
}

function subjectOf({ uri, entity, field }: FixRequest): string {
  if (entity === null) return field ?? l10n.t("The app of {0}", workspace.asRelativePath(Uri.parse(uri)));
  return field === null ? entity : `${entity}.${field}`;
}

/**
 * Where the server wants a review, VS Code is to show its preview with everything ticked. It only does so for an edit
 * that needs confirmation, and leaves that one unticked: so a step that changes nothing needs it, and the others do not.
 */
async function reviewedEdit(server: LanguageServer, edit: ProtocolEdit, uri: Uri): Promise<WorkspaceEdit> {
  const annotations = Object.entries(edit.changeAnnotations ?? {});
  const needsReview = annotations.some(([, annotation]) => annotation.needsConfirmation);
  const changeAnnotations = Object.fromEntries(
    annotations.map(([id, annotation]) => [id, { ...annotation, needsConfirmation: false }]),
  );
  const converted = await server.client.protocol2CodeConverter.asWorkspaceEdit({ ...edit, changeAnnotations });
  if (needsReview) {
    const label = l10n.t("Nothing: only opens this preview");
    converted.insert(uri, new Position(0, 0), "", { label, needsConfirmation: true });
  }
  return converted;
}

/** What a fix needs to know; undefined when the person gives up. `subject`: what it is about, for a title. */
export function askFor(
  server: LanguageServer,
  asks: FixRequest["asks"],
  subject: string,
  choices: readonly ProviderChoice[] = [],
): Promise<string | undefined> {
  switch (asks) {
    case "reason":
      return askReason(subject);
    case "excuse":
      return askExcuse(subject);
    case "category":
      return askCategory(server, subject);
    case "provider":
      return askProvider(choices, subject);
    case null:
      return Promise.resolve(undefined);
  }
}

async function askReason(subject: string): Promise<string | undefined> {
  const reason = await window.showInputBox({
    title: l10n.t("Not Sensitive: {0}", subject),
    prompt: l10n.t("Why not? The reason goes into a comment at the field."),
    placeHolder: l10n.t("made-up numbers for training"),
    validateInput: (text) =>
      text.trim() === "" ? l10n.t("A reason is needed, for those who read the code later.") : null,
  });
  return reason?.trim();
}

async function askExcuse(subject: string): Promise<string | undefined> {
  const reason = await window.showInputBox({
    title: subject === "" ? l10n.t("Leave It Alone") : l10n.t("Leave It Alone: {0}", subject),
    prompt: l10n.t("Why may it stay? The reason goes into a comment there."),
    placeHolder: l10n.t("only in development"),
    validateInput: (text) =>
      text.trim() === "" ? l10n.t("A reason is needed, for those who read the code later.") : null,
  });
  return reason?.trim();
}

async function askCategory(server: LanguageServer, subject: string): Promise<string | undefined> {
  const choices = server.sendRequest<readonly CategoryModel[]>(CATEGORIES_REQUEST).then((categories) =>
    categories.map(({ key, gloss, level, treatment }) => ({
      label: sentence(withoutArticle(gloss)),
      description: treatment === "none" ? levelName(level) : `${levelName(level)} · ${treatmentName(treatment)}`,
      detail: key,
      key,
    })),
  );
  const chosen = await window.showQuickPick(choices, {
    title: l10n.t("Category of {0}", subject),
    placeHolder: l10n.t("What does the field hold?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.key;
}

/** With what a person has to know of each: it decides what can go wrong later. */
async function askProvider(choices: readonly ProviderChoice[], subject: string): Promise<string | undefined> {
  const plain = (markdown: string): string => markdown.replaceAll("`", "");
  const items = choices.map(({ provider, name, keyFrom, wrongKey, filter }) => ({
    label: name,
    description: l10n.t("the key is {0}", plain(keyFrom)),
    detail: l10n.t("A wrong key {0}. filter() {1}.", plain(wrongKey), plain(filter)),
    provider,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Encrypt {0}", subject),
    placeHolder: l10n.t("What with? The first is what the project uses already."),
  });
  return chosen?.provider;
}
