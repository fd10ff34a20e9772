import { type CodeAction, commands, l10n, Range, Uri, type ViewColumn, window } from "vscode";
import { CLIENT_COMMANDS, type FixRequest } from "../../../server/src/protocol.ts";
import { type DeclaredField, goToField } from "./goToField.ts";

/** Decisions about the field rather than protections of it; they have commands of their own. */
const DECISIONS: readonly string[] = ["ignore", "set-category"];

/** Offers the protections that the editor's lightbulb would offer on the field. */
export async function protectField(node: DeclaredField, viewColumn?: ViewColumn): Promise<void> {
  await goToField(node, viewColumn);
  const field = `${node.entity.name}.${node.field.name}`;
  const requests = await protections(node);
  if (requests.length === 0) {
    void window.showInformationMessage(l10n.t("There is no edit that protects {0}. Its hover says what to do.", field));
    return;
  }
  const chosen =
    requests.length === 1 ? requests[0] : await window.showQuickPick(requests, { title: l10n.t("Protect {0}", field) });
  if (chosen) await commands.executeCommand(CLIENT_COMMANDS.applyFix, chosen.request);
}

interface Protection {
  readonly label: string;
  readonly request: FixRequest;
}

async function protections({ entity, field }: DeclaredField): Promise<readonly Protection[]> {
  const { start, end } = field.range;
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    "vscode.executeCodeActionProvider",
    Uri.parse(entity.uri),
    new Range(start.line, start.character, end.line, end.character),
  );
  return actions.flatMap(({ title, command }) => {
    if (command?.command !== CLIENT_COMMANDS.applyFix) return [];
    const request = command.arguments?.[0] as FixRequest;
    return request.field === field.name && !DECISIONS.includes(request.fixId) ? [{ label: title, request }] : [];
  });
}
