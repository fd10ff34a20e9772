import { djangoEditor } from "../../languages/django/edit.ts";
import { classesIn, listIn, moduleOf } from "../../languages/django/shownClass.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { ClassFixContext } from "../model.ts";
import { classAfter } from "./classAfter.ts";
import { BY_HAND, classFixByEdit } from "./classFixByEdit.ts";
import { notesOnUsers } from "./usedIn.ts";

/** Takes a field out of a list of an admin, view or filter, and out of those lists that would be wrong without it. */
export const unlistField = classFixByEdit({
  id: "unlist-field",
  label: "List",
  isMeant: isListed,
  isPreferred: () => true,
  titleOf: ({ field, use }) => `Take \`${field}\` out of \`${use.use.by}\` of \`${use.holder.name}\``,
  editOf(context) {
    const edits = editsOf(context);
    return typeof edits === "string" ? edits : { edits, notes: () => notesOnUsers(context, context.field) };
  },
});

/** Not what stands for all fields, or is a member of its own. */
function isListed({ use: { holder, use } }: ClassFixContext): boolean {
  const isOption = holder.role === "admin" || holder.role === "view" || use.by === "Meta.fields";
  return isOption && use.path.at(-1) !== "*" && use.by !== "";
}

/** https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.ModelAdmin.list_editable: what these name has to be listed. */
const WITH_IT: ReadonlyMap<string, readonly string[]> = new Map([
  ["list_display", ["list_display", "list_display_links", "list_editable"]],
]);

/** A sentence where it cannot be done. */
function editsOf(context: ClassFixContext): readonly TextEdit[] | string {
  const { text, use, ofClass, others, field } = context;
  const { by } = use.use;
  const options = WITH_IT.get(by) ?? [by];
  // A mixin and who takes it over share what they say.
  const apart = context.uses.find(
    (each) =>
      each.use.holder &&
      !(each.path === use.path && each.use.holder.start === use.holder.start) &&
      each.use.by !== by &&
      options.includes(each.use.by) &&
      areTogether(context, each.use.holder.name),
  );
  if (apart) return `\`${apart.use.by}\` of \`${apart.use.holder!.name}\` names it as well: change both by hand.`;
  const entries = ofClass.filter((each) => each.field === use.field && options.includes(each.use.by));
  const isCompleted = [...(others?.code.values() ?? [])].some((each) => each.includes("autocomplete_fields"));
  const filled = new Set(["list_display", ...(isCompleted ? ["search_fields"] : [])]);
  const spans = entries.map((each) => each.use.span);
  const edits = djangoEditor.dropEntries(text, spans, filled);
  if (!edits) {
    const isLast = djangoEditor.dropEntries(text, spans, new Set()) !== null;
    return isLast ? `Nothing else would be left in \`${by}\`: change it by hand.` : BY_HAND;
  }
  const found = classAfter(text, edits, use.holder.start);
  if (!found) return BY_HAND;
  // Django refuses the first column to be edited in place where no column is a link (admin.E124).
  const [first] = listIn(found, "list_display") ?? [];
  const editable = listIn(found, "list_editable") ?? [];
  const links = found.members.has("list_display_links") ? listIn(found, "list_display_links") : [];
  if (first !== undefined && editable.includes(first) && links?.length === 0)
    return `\`${first}\`, which can be edited in the list, would be its first column, which Django does not allow: change it by hand.`;
  return options.some((option) => listIn(found, option)?.includes(field)) ? BY_HAND : edits;
}

/** Whether one of them inherits from the other, or something from both. */
function areTogether({ text, use, others }: ClassFixContext, other: string): boolean {
  const names = [use.holder.name, other].map((name) => name.split(".").at(-1)!);
  const bases = new Map<string, Set<string>>();
  for (const each of [text, ...(others?.code.values() ?? [])])
    for (const scope of classesIn(moduleOf(each)))
      bases.set(
        scope.name,
        new Set([...(bases.get(scope.name) ?? []), ...scope.bases.map((base) => base.text.split(".").at(-1)!)]),
      );
  return [...bases.keys()].some((name) => {
    const lineage = new Set([name]);
    for (const each of lineage) for (const base of bases.get(each) ?? []) lineage.add(base);
    return names.every((each) => lineage.has(each));
  });
}
