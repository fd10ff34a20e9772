import { classAt, listIn, nestedIn } from "../../languages/django/shownClass.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import type { ClassFix, ClassFixContext } from "../model.ts";
import { fieldListEdit } from "./fieldList.ts";
import { type PresentFields, presentFields } from "./presentFields.ts";

/** A class that says "all" names the fields that it has now: it does what it did, and what is added to the model later is left out. */
export const nameFields: ClassFix = {
  id: "name-fields",

  offer(context) {
    const { id } = nameFields;
    if (context.use.use.path.at(-1) !== "*") return null;
    const naming = namingOf(context);
    if (typeof naming === "string") return { id, because: naming };
    return { id, title: titleOf(context), kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const { id } = nameFields;
    const naming = namingOf(context);
    if (typeof naming === "string") return { id, because: naming };
    const { edit, present } = naming;
    return {
      id,
      title: titleOf(context),
      steps: [{ label: "Fields", changes: [{ kind: "edit", path: context.use.path, edits: [edit] }] }],
      notes: notesOn(present),
    };
  },
};

function titleOf({ use }: ClassFixContext): string {
  return `Name the fields that \`${use.holder.name}\` has now, sensitive ones last`;
}

interface Naming {
  readonly edit: TextEdit;
  readonly present: PresentFields;
}

function namingOf(context: ClassFixContext): Naming | string {
  const present = presentFields(context);
  if (typeof present === "string") return present;
  const { names, sensitive, place } = present;
  const sorted = {
    names: names.filter((name) => !sensitive.has(name)),
    sensitive: names.filter((name) => sensitive.has(name)),
  };
  const edit = fieldListEdit(context.text, place, sorted);
  return isAsMeant(context, present, edit, [...sorted.names, ...sorted.sensitive])
    ? { edit, present }
    : "It is written in a way that is not edited here: change it by hand.";
}

/** A last look: the class names them, and says nothing else in their place. */
export function isAsMeant(
  { text, use }: ClassFixContext,
  { place: { option } }: PresentFields,
  edit: TextEdit,
  names: readonly string[],
): boolean {
  const found = classAt(
    applyEdits(text, [edit]),
    use.holder.start + (option === null ? shiftOf(edit, use.holder.start) : 0),
  );
  if (!found) return false;
  if (!option) return true;
  const owner = option.inner === null ? found : nestedIn(found, option.inner);
  return owner !== null && listIn(owner, option.name)?.join() === names.join();
}

/** A decorator stands before its class. */
function shiftOf({ span, text }: TextEdit, start: number): number {
  return span.end <= start ? text.length - (span.end - span.start) : 0;
}

/** What of the order people see. */
function notesOn({ framework }: PresentFields): readonly string[] {
  const later = "A field that is added to the model later has to be named here as well, if it is to be given.";
  if (framework === "form")
    return ["A template that shows the form as a whole shows the sensitive fields last now.", later];
  if (framework === "resource") return ["Files have the columns of the sensitive fields last now.", later];
  return [later];
}
