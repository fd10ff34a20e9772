import { contradicted } from "./declaration/contradicted/rule.ts";
import { incomplete } from "./declaration/incomplete/rule.ts";
import { keyAtField } from "./keys/key-at-field/rule.ts";
import { hardCodedKey } from "./keys/hard-coded-key/rule.ts";
import { missingKey } from "./keys/missing-key/rule.ts";
import { secretKeyRotated } from "./keys/secret-key-rotated/rule.ts";
import { sharedWithSecretKey } from "./keys/shared-with-secret-key/rule.ts";
import { databaseError } from "./log/database-error/rule.ts";
import { exceptionMessage } from "./log/exception-message/rule.ts";
import { printedValue } from "./log/printed-value/rule.ts";
import { queryText } from "./log/query-text/rule.ts";
import { sensitiveValue } from "./log/sensitive-value/rule.ts";
import { wholeObject } from "./log/whole-object/rule.ts";
import type { DeploymentRule, FlowRule, Rule, RuleMeta, SettingsRule } from "./rule.ts";
import { connectionWithoutTls } from "./settings/connection-without-tls/rule.ts";
import { debugOn } from "./settings/debug-on/rule.ts";
import { debugToolbarExposed } from "./settings/debug-toolbar-exposed/rule.ts";
import { errorReports } from "./settings/error-reports/rule.ts";
import { hardCodedSecretKey } from "./settings/hard-coded-secret-key/rule.ts";
import { insecureCookie } from "./settings/insecure-cookie/rule.ts";
import { openApi } from "./settings/open-api/rule.ts";
import { profilerExposed } from "./settings/profiler-exposed/rule.ts";
import { securityEventsUnlogged } from "./settings/security-events-unlogged/rule.ts";
import { taskSerializer } from "./settings/task-serializer/rule.ts";
import { weakHasher } from "./settings/weak-hasher/rule.ts";
import { defectiveEncryption } from "./storage/defective-encryption/rule.ts";
import { encryptedFieldQueried } from "./storage/encrypted-field-queried/rule.ts";
import { forbiddenField } from "./storage/forbidden-field/rule.ts";
import { passwordNotHashed } from "./storage/password-not-hashed/rule.ts";
import { plaintextCopy } from "./storage/plaintext-copy/rule.ts";
import { plaintextField } from "./storage/plaintext-field/rule.ts";
import { randomFieldDiscardsValue } from "./storage/random-field-discards-value/rule.ts";

export const fieldRules: readonly Rule[] = [
  plaintextField,
  passwordNotHashed,
  forbiddenField,
  randomFieldDiscardsValue,
  encryptedFieldQueried,
  defectiveEncryption,
  plaintextCopy,
  keyAtField,
  contradicted,
  incomplete,
];

export const settingsRules: readonly SettingsRule[] = [hardCodedKey, missingKey, sharedWithSecretKey, secretKeyRotated];

export const deploymentRules: readonly DeploymentRule[] = [
  debugOn,
  debugToolbarExposed,
  profilerExposed,
  insecureCookie,
  weakHasher,
  securityEventsUnlogged,
  errorReports,
  openApi,
  taskSerializer,
  hardCodedSecretKey,
  connectionWithoutTls,
];

export const flowRules: readonly FlowRule[] = [
  sensitiveValue,
  wholeObject,
  printedValue,
  exceptionMessage,
  queryText,
  databaseError,
];

export const rules: readonly { readonly meta: RuleMeta }[] = [
  ...fieldRules,
  ...settingsRules,
  ...deploymentRules,
  ...flowRules,
];

export function ruleOf(id: string): { readonly meta: RuleMeta } | undefined {
  return rules.find((rule) => rule.meta.id === id);
}
