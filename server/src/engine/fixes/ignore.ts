import { contradictionOf } from "../project/declarations/contradiction.ts";
import { directiveStep } from "./directive.ts";
import type { Fix } from "./model.ts";

export const ignore: Fix = {
  id: "ignore",

  offer({ subject }) {
    if (subject.classification.verdict === "clear" && contradictionOf(subject) === null) return null;
    return { id: "ignore", title: "Not sensitive here…", kind: "suggestion", preferred: false, input: "reason" };
  },

  plan(context, { value = "" }) {
    const step = directiveStep(context, { category: null, reason: value.trim() });
    return step && { id: "ignore", title: "Not sensitive here", steps: [step], notes: [] };
  },
};
