/** Classes that take over the options of another one, and would no longer fit when these name the fields. */
import { nestedIn } from "../../languages/django/shownClass.ts";
import { lineNumberAt } from "../../text/lineIndex.ts";
import { rememberedOfLast } from "../../text/remembered.ts";
import type { ClassFixContext } from "../model.ts";
import { hasOwnOptions, heirsOf } from "./lineage.ts";

/** The classes whose options others take over by name. Every class of a file asks. */
const takenOver = rememberedOfLast(
  (text) => new Set(Array.from(text.matchAll(/(\w+)\.Meta\.(?:fields|exclude)\b/g), ([, name]) => name!)),
);

/** Why the list would not do for them; null where it does. */
export function reasonAgainstHeirs({ text, use, others }: ClassFixContext): string | null {
  const name = use.holder.name.split(".").at(-1)!;
  const texts = new Map([...(others?.code ?? []), ...(others?.tests ?? []), [use.path, text]]);
  for (const [path, each] of texts)
    if (takenOver(each).has(name)) return `${path} takes over the options of \`${name}\`: change both by hand.`;
  for (const { path, found } of heirsOf(name, texts, (heir) => !hasOwnOptions(heir))) {
    const declares = [...found.members.values()].some(({ kind }) => kind === "assignment");
    if (hasOwnOptions(found) || (!nestedIn(found, "Meta") && !declares)) continue;
    const { module, scope } = found;
    const line = lineNumberAt(module.lines, scope.statement.span.start);
    return `\`${scope.name}\` (${path}:${line}) takes over the options of \`${name}\` and has fields or a model of its own: change both by hand.`;
  }
  return null;
}
