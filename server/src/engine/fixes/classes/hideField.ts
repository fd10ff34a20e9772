import { djangoEditor } from "../../languages/django/edit.ts";
import { classAt, nestedIn } from "../../languages/django/shownClass.ts";
import { lineNumberAt } from "../../text/lineIndex.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { ClassFixContext } from "../model.ts";
import { classFixByEdit } from "./classFixByEdit.ts";
import { fieldListEdit } from "./fieldList.ts";
import { isAsMeant } from "./nameFields.ts";
import { reasonInCode } from "./namedInCode.ts";
import { presentFields } from "./presentFields.ts";
import { notesOnUsers } from "./usedIn.ts";

/** A class has a field no more: it is taken out of the list, or all others are named in place of "all". */
export const hideField = classFixByEdit({
  id: "hide-field",
  label: "Fields",
  isMeant: isListed,
  isPreferred: () => false,
  titleOf: ({ field, use }) => `Take \`${field}\` out of the fields of \`${use.holder.name}\``,
  editOf(context) {
    const edits = editsOf(context);
    if (typeof edits === "string") return edits;
    return { edits, notes: () => [...notesOnCreating(context), ...notesOnUsers(context, context.field)] };
  },
});

function isListed({ use: { use }, finding }: ClassFixContext): boolean {
  const isAsked = finding.rule === "api/sensitive-filter";
  // What is only asked by leaves the list by a fix of its own.
  return LISTED.test(use.by) && !(isAsked && use.path.at(-1) !== "*");
}

/** Options that say which fields a class has. */
const LISTED =
  /^(?:|fields|exclude|source|filter(?:set)?_fields|Meta\.(?:fields|only_fields|exclude|model)|Config\.model_(?:fields|exclude))$/;

const LISTS: ReadonlySet<string> = new Set(["fields", "only_fields", "model_fields"]);

/** A sentence where it cannot be done. */
function editsOf(context: ClassFixContext): readonly TextEdit[] | string {
  const { text, use, field } = context;
  const against = reasonAgainst(context);
  if (against !== null) return against;
  if (use.use.path.at(-1) === "*") {
    const present = presentFields(context);
    if (typeof present === "string") return present;
    const { names, sensitive, place } = present;
    const left = names.filter((name) => name !== field);
    const sorted = {
      names: left.filter((name) => !sensitive.has(name)),
      sensitive: left.filter((name) => sensitive.has(name)),
    };
    if (left.length === 0 || left.length === names.length) return ONLY_ONE;
    const edit = fieldListEdit(text, place, sorted);
    return isAsMeant(context, present, edit, [...sorted.names, ...sorted.sensitive]) ? [edit] : ONLY_ONE;
  }
  if (isInBranches(context)) return ONLY_ONE;
  const entries = context.ofClass.filter((each) => each.field === use.field && ORDERS.has(each.use.by));
  const spans = [use, ...entries].map((each) => each.use.span);
  return djangoEditor.dropEntries(text, spans, LISTS) ?? ONLY_ONE;
}

/** Whether the list is another one under some condition, of which only one is seen. */
function isInBranches({ text, use: { use, holder } }: ClassFixContext): boolean {
  const found = classAt(text, holder.start);
  const [option, inner] = use.by.split(".").toReversed();
  const owner = found && inner !== undefined ? nestedIn(found, inner) : found;
  if (!owner || !option) return false;
  const { members, statement } = owner.scope;
  const setting = members.filter(({ name }) => name && text.slice(name.start, name.end) === option);
  return setting.some(({ column }) => column !== statement.body[0]?.column);
}

/** What else names a field of an export has to go with it. */
const ORDERS: ReadonlySet<string> = new Set(["Meta.export_order"]);

const ONLY_ONE = "It is the only field, or written in a way that is not edited here: change it by hand.";

function reasonAgainst(context: ClassFixContext): string | null {
  const { text, use, ofClass, field } = context;
  const { holder } = use;
  const found = classAt(text, holder.start);
  if (!found) return ONLY_ONE;
  const of = ofClass.filter((each) => each.field === use.field);
  // A declared field has to be in the list, and what is called otherwise would still give it.
  if (found.members.get(field)?.kind === "assignment")
    return `\`${holder.name}\` declares \`${field}\` itself: change both by hand.`;
  const other = of.find((each) => each.use.by === "source" || each.use.by === "attribute");
  if (other)
    return `\`${holder.name}\` gives it under another name as well (line ${lineNumberAt(other.lines, other.use.span.start)}): change both by hand.`;
  if (of.some((each) => each.use.by === "Meta.import_id_fields")) return "Rows of an import are found by it.";
  const changed = [use, ...of.filter((each) => ORDERS.has(each.use.by))].map((each) => each.use.span);
  return reasonInCode(context, found, field, "all", changed);
}

/** What is made through the class lacks the field then. */
function notesOnCreating({ graph, use, field }: ClassFixContext): readonly string[] {
  const { role, name } = use.holder;
  if (role !== "serializer" && role !== "form" && role !== "view") return [];
  const model = graph.entityAt(use.model.path, use.model.entity);
  const declared = model && graph.fieldOf(model, field)?.field;
  if (!declared || declared.nullable || declared.blank || declared.arguments.some((each) => each.name === "default"))
    return [];
  return [
    `\`${name}\` cannot set \`${field}\` any more, which has no default: whatever is created through it goes without.`,
  ];
}
