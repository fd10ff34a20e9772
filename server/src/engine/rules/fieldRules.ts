import { contradicted } from "./declaration/contradicted/rule.ts";
import { incomplete } from "./declaration/incomplete/rule.ts";
import { keyAtField } from "./keys/key-at-field/rule.ts";
import { blindIndexStale } from "./storage/blind-index-stale/rule.ts";
import { defectiveEncryption } from "./storage/defective-encryption/rule.ts";
import { encryptedFieldQueried } from "./storage/encrypted-field-queried/rule.ts";
import { forbiddenField } from "./storage/forbidden-field/rule.ts";
import { passwordNotHashed } from "./storage/password-not-hashed/rule.ts";
import { plaintextCopy } from "./storage/plaintext-copy/rule.ts";
import { plaintextField } from "./storage/plaintext-field/rule.ts";
import { randomFieldDiscardsValue } from "./storage/random-field-discards-value/rule.ts";
import type { Rule } from "./rule.ts";

/** Those that look at fields: the only ones that the first answer about a file needs. */
export const fieldRules: readonly Rule[] = [
  plaintextField,
  passwordNotHashed,
  forbiddenField,
  randomFieldDiscardsValue,
  encryptedFieldQueried,
  blindIndexStale,
  defectiveEncryption,
  plaintextCopy,
  keyAtField,
  contradicted,
  incomplete,
];
