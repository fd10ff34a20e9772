/** Classes that take over the options of another one, and would no longer fit when these name the fields. */
import { classesIn, moduleOf, nestedIn, shown } from "../../languages/django/shownClass.ts";
import { positionAt } from "../../text/lineIndex.ts";
import type { ClassFixContext } from "../model.ts";

/** Why the list would not do for them; null where it does. */
export function reasonAgainstHeirs({ text, use, others }: ClassFixContext): string | null {
  const name = use.holder.name.split(".").at(-1)!;
  const texts = [[use.path, text] as const, ...(others?.code ?? []), ...(others?.tests ?? [])];
  for (const [path, each] of texts) {
    if (new RegExp(`\\b${name}\\.Meta\\.(?:fields|exclude)\\b`).test(each))
      return `${path} takes over the options of \`${name}\`: change both by hand.`;
    if (!new RegExp(`class\\s[^:]*\\b${name}\\b`).test(each)) continue;
    const module = moduleOf(each);
    for (const scope of classesIn(module)) {
      const isHeir = scope.bases.some((base) => base.text === name || base.text.endsWith(`.${name}`));
      const heir = isHeir ? shown(module, scope) : null;
      const meta = heir && nestedIn(heir, "Meta");
      if (!heir || meta?.scope.bases.length === 0) continue;
      const declares = [...heir.members.values()].some(({ kind }) => kind === "assignment");
      if (!meta && !declares) continue;
      const line = positionAt(module.lines, scope.statement.span.start).line + 1;
      return `\`${scope.name}\` (${path}:${line}) takes over the options of \`${name}\` and has fields or a model of its own: change both by hand.`;
    }
  }
  return null;
}
