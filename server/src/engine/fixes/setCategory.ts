import { contradictionOf } from "../project/declarations/contradiction.ts";
import { categoryIn } from "../project/policy/categories.ts";
import { directiveStep } from "./directive.ts";
import type { Fix } from "./model.ts";

export const setCategory: Fix = {
  id: "set-category",

  offer({ subject }) {
    if (subject.classification.verdict === "clear" && contradictionOf(subject) === null) return null;
    return { id: "set-category", title: "Set category…", kind: "suggestion", preferred: false, input: "category" };
  },

  plan(context, { value = "", reason = "" }) {
    const category = categoryIn(context.categories, value);
    if (!category) return null;
    const step = directiveStep(context, { category: category.key, reason: reason.trim() });
    return step && { id: "set-category", title: `Set category: ${category.key}`, steps: [step], notes: [] };
  },
};
