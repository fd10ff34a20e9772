import { parentsOf } from "../engine/classification/taxonomy.ts";
import { type FixContext, type FixInput, type FixPlan, isRefusal } from "../engine/fixes/model.ts";
import { fixOf } from "../engine/fixes/registry.ts";
import { allCategoriesIn } from "../engine/project/policy/categories.ts";

/** The reason that stands in for a person's own in an editor that cannot ask for one. */
export const STANDARD_REASON = "reviewed, not sensitive";

/** How many categories an editor that cannot show a list is offered one by one. */
const CATEGORY_CHOICES = 3;

/** Null when there is no such fix, or when it is not on offer for this field (any more). */
export function planFix(context: FixContext, fixId: string, input: FixInput): FixPlan | null {
  const fix = fixOf(fixId);
  const offer = fix?.offer(context);
  return fix && offer && !isRefusal(offer) ? fix.plan(context, input) : null;
}

/** Categories that a person may mean instead: the best guess where it is only one, then the nearest in the taxonomy. */
export function categoryChoices({ subject, categories }: FixContext): readonly string[] {
  const isDeclaredClear = subject.classification.verdict === "clear";
  const { category, verdict } = isDeclaredClear ? subject.evidence : subject.classification;
  if (category === null) return [];
  const all = allCategoriesIn(categories);
  const parent = parentsOf(category)[0] ?? "";
  const siblings = all.map(({ key }) => key).filter((key) => key !== category && parentsOf(key)[0] === parent);
  return [...(verdict === "review" || isDeclaredClear ? [category] : []), ...siblings, parent]
    .filter((key) => all.some((item) => item.key === key && item.treatment !== "none"))
    .slice(0, CATEGORY_CHOICES);
}
