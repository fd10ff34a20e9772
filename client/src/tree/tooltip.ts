import { l10n, MarkdownString } from "vscode";
import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";
import { levelName, protectionName } from "../words.ts";

/** What the hover in the editor says, as far as the tree knows it. Texts of the workspace are escaped. */
export function fieldTooltip(entity: ClassifiedEntity, field: ClassifiedFieldModel): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown("**").appendText(`${entity.name}.${field.name}`).appendMarkdown("** — ").appendText(field.gloss);
  text.appendMarkdown("\n\n").appendText(stored(field));
  for (const { message } of field.findings) text.appendMarkdown("\n\n").appendMarkdown(message);
  const percent = Math.round(field.confidence * 100);
  text.appendMarkdown("\n\n").appendText(l10n.t("{0} % sure, because", percent)).appendMarkdown("\n\n");
  for (const reason of field.evidence) text.appendMarkdown("- ").appendText(reason).appendMarkdown("\n");
  return text;
}

function stored(field: ClassifiedFieldModel): string {
  const parts = [
    field.level ? levelName(field.level) : null,
    field.treatment ? l10n.t("expected: {0}", field.treatment) : null,
    l10n.t("found: {0}", field.protection.by ?? protectionName(field.protection.kind)),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
