import { dataRules } from "./dataRules.ts";
import { unusedIgnore } from "./directive/unused-ignore/rule.ts";
import { fieldRules } from "./fieldRules.ts";
import { flowRules } from "./flowRules.ts";
import { useRules } from "./useRules.ts";
import { secretRules } from "./secretRules.ts";
import type { RuleMeta } from "./rule.ts";
import { deploymentRules, settingsRules } from "./settingsRules.ts";

export const rules: readonly { readonly meta: RuleMeta }[] = [
  ...fieldRules,
  ...settingsRules,
  ...deploymentRules,
  ...flowRules,
  ...useRules,
  ...dataRules,
  ...secretRules,
  unusedIgnore,
];

export function ruleOf(id: string): { readonly meta: RuleMeta } | undefined {
  return rules.find((rule) => rule.meta.id === id);
}
