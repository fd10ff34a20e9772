import { listIn, nestedIn } from "../../languages/django/shownClass.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { ClassFixContext } from "../model.ts";
import { classAfter } from "./classAfter.ts";
import { BY_HAND, classFixByEdit } from "./classFixByEdit.ts";
import { fieldListEdit } from "./fieldList.ts";
import { type PresentFields, presentFields } from "./presentFields.ts";

/** A class that says "all" names the fields that it has now: it does what it did, and what is added to the model later is left out. */
export const nameFields = classFixByEdit({
  id: "name-fields",
  label: "Fields",
  isMeant: ({ use: { use } }) => use.path.at(-1) === "*",
  isPreferred: () => true,
  titleOf: ({ use }) => `Name the fields that \`${use.holder.name}\` has now, sensitive ones last`,
  editOf(context) {
    const present = presentFields(context);
    if (typeof present === "string") return present;
    const { names, sensitive, place } = present;
    const sorted = {
      names: names.filter((name) => !sensitive.has(name)),
      sensitive: names.filter((name) => sensitive.has(name)),
    };
    const edit = fieldListEdit(context.text, place, sorted);
    const isRight = isAsMeant(context, present, edit, [...sorted.names, ...sorted.sensitive]);
    return isRight ? { edits: [edit], notes: () => notesOn(present) } : BY_HAND;
  },
});

/** A last look: the class names them, and says nothing else in their place. */
export function isAsMeant(
  { text, use }: ClassFixContext,
  { place: { option } }: PresentFields,
  edit: TextEdit,
  names: readonly string[],
): boolean {
  const found = classAfter(text, [edit], use.holder.start);
  if (!found) return false;
  if (!option) return true;
  const owner = option.inner === null ? found : nestedIn(found, option.inner);
  return owner !== null && listIn(owner, option.name)?.join() === names.join();
}

/** What of the order people see. */
function notesOn({ framework }: PresentFields): readonly string[] {
  const later = "A field that is added to the model later has to be named here as well, if it is to be given.";
  if (framework === "form")
    return ["A template that shows the form as a whole shows the sensitive fields last now.", later];
  if (framework === "resource") return ["Files have the columns of the sensitive fields last now.", later];
  return [later];
}
