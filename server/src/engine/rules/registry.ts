import { contradicted } from "./declaration/contradicted/rule.ts";
import { incomplete } from "./declaration/incomplete/rule.ts";
import type { Rule } from "./rule.ts";
import { forbiddenField } from "./storage/forbidden-field/rule.ts";
import { passwordNotHashed } from "./storage/password-not-hashed/rule.ts";
import { plaintextField } from "./storage/plaintext-field/rule.ts";

export const rules: readonly Rule[] = [plaintextField, passwordNotHashed, forbiddenField, contradicted, incomplete];

export function ruleOf(id: string): Rule | undefined {
  return rules.find((rule) => rule.meta.id === id);
}
