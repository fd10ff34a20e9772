import { exportAllFields } from "./admin/export-all-fields/rule.ts";
import { listedField } from "./admin/listed-field/rule.ts";
import { searchedField } from "./admin/searched-field/rule.ts";
import { unchosenForm } from "./admin/unchosen-form/rule.ts";
import { allFields } from "./api/all-fields/rule.ts";
import { formAllFields } from "./api/form-all-fields/rule.ts";
import { readableSecret } from "./api/readable-secret/rule.ts";
import { sensitiveFilter } from "./api/sensitive-filter/rule.ts";
import type { UseRule } from "./rule.ts";

/** Those that look at classes which show fields, let people enter them or ask by them. */
export const useRules: readonly UseRule[] = [
  allFields,
  readableSecret,
  formAllFields,
  sensitiveFilter,
  listedField,
  searchedField,
  unchosenForm,
  exportAllFields,
];
