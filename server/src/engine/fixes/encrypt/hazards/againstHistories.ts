import { isHistory } from "../../../project/uses/histories.ts";
import { tablesOf } from "../../../project/migrations/tables.ts";
import type { LinkedUse } from "../../../project/uses/linkUses.ts";
import type { FixContext, Reason } from "../../model.ts";
import { historyOf } from "../migration/rowsPlan.ts";

/**
 * Tables of django-simple-history that a migration would leave in plain text: those of a child with a table of its own, and those that are not
 * called `Historical` and the model in its own app (`custom_model_name`, `app`). Null when there are none, or nobody has looked.
 */
export function againstHistories(context: FixContext): Reason | null {
  const places = (context.uses?.uses ?? []).filter((use) => isHistory(use) && !isFollowed(context, use));
  if (places.length === 0) return null;
  const because = "django-simple-history keeps copies of its rows in a table that would not be changed with it.";
  return { because, places };
}

function isFollowed({ models, subject: { entity, field } }: FixContext, { model }: LinkedUse): boolean {
  const name = field.name.toLowerCase();
  const own = models.filter((each) => each.entity.name === model.entity);
  const isOfChild =
    own.length === 0 && (!entity.abstract || models.some(({ app }) => tablesOf(app).has(keyOf(model.entity))));
  if (isOfChild) return false;
  return (own.length > 0 ? own : models).every((each) => {
    const tables = tablesOf(each.app);
    const key = keyOf(each.entity.name);
    const has = (table: string): boolean => tables.get(table)?.columns.has(name) === true;
    // A table that is still to be made has no history either.
    return !has(key) || has(historyOf(key));
  });
}

function keyOf(model: string): string {
  return model.toLowerCase();
}
