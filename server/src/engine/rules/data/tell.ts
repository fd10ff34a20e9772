import type { CheckedValues } from "../rule.ts";

const MOST_FIELDS = 3;

/** `` `Customer.email`, `Order.phone` and 2 more ``, each once. */
export function tellSubjects({ subjects }: CheckedValues): string {
  const names = [...new Set(subjects.map(({ model, field }) => `\`${model}.${field.name}\``))];
  const more = names.length - MOST_FIELDS;
  return `${names.slice(0, MOST_FIELDS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
