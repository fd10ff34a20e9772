import { MarkupKind } from "vscode-languageserver";
import type { AttributeUse } from "../engine/languages/language.ts";
import type { FieldsMeant, MeantField } from "../engine/project/fieldsMeant.ts";
import { holdsOf, levelWords, protectionWords } from "../engine/reports/words.ts";
import { describeField } from "./describeField.ts";
import { escapeMarkdown } from "./toProtocol.ts";

/** A longer list of what an attribute may be says nothing. */
const MOST_FIELDS = 5;

export interface UseToDescribe {
  readonly use: AttributeUse;
  readonly meant: FieldsMeant;
  /** Of the field's declaration, for an editor to open. */
  readonly linkTo: (field: MeantField) => string;
  readonly kind: MarkupKind;
}

/** What an attribute holds; where nothing tells whose it is, what it may be. Null when there is nothing to say. */
export function describeUse({ use, meant, linkTo, kind }: UseToDescribe): string | null {
  const { fields, toldBy } = meant;
  if (fields.length === 0 || fields.length > MOST_FIELDS) return null;
  const place = (field: MeantField): string => {
    const { path } = field.file.schema;
    return kind === MarkupKind.Markdown ? `[${escapeMarkdown(path)}](${linkTo(field)})` : path;
  };
  const [only, ...more] = fields;
  if (only && more.length === 0) {
    const { entity } = only.subject;
    const remark = remarkOn(toldBy, entity.name);
    return [describeField(only.subject, null, kind), `Declared in ${place(only)}.${remark}`].join("\n\n");
  }
  const strong = (name: string): string => (kind === MarkupKind.Markdown ? `**${escapeMarkdown(name)}**` : name);
  return [
    `${strong(use.name)} may be one of these sensitive fields; the code here does not say which:`,
    fields.map((field) => `- ${strong(nameOf(field))}: ${brief(field)} — ${place(field)}`).join("\n"),
  ].join("\n\n");
}

function remarkOn(toldBy: FieldsMeant["toldBy"], entity: string): string {
  if (toldBy === "name") return ` That this is a ${entity} is told by its name alone.`;
  return toldBy === "nothing" ? " The code here does not say whose attribute this is: it may be another." : "";
}

function nameOf({ subject: { entity, field } }: MeantField): string {
  return `${entity.name}.${field.name}`;
}

function brief({ subject }: MeantField): string {
  const { classification, protection } = subject;
  return [holdsOf(subject), levelWords(classification), protectionWords(protection)].join(" · ");
}
