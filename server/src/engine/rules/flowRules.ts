import { databaseError } from "./log/database-error/rule.ts";
import { exceptionMessage } from "./log/exception-message/rule.ts";
import { printedValue } from "./log/printed-value/rule.ts";
import { queryText } from "./log/query-text/rule.ts";
import { sensitiveValue } from "./log/sensitive-value/rule.ts";
import { wholeObject } from "./log/whole-object/rule.ts";
import type { FlowRule } from "./rule.ts";

/** Those that look at where the values of fields go. */
export const flowRules: readonly FlowRule[] = [
  sensitiveValue,
  wholeObject,
  printedValue,
  exceptionMessage,
  queryText,
  databaseError,
];
