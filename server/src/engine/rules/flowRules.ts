import { writtenExport } from "./admin/written-export/rule.ts";
import { chosenLookup } from "./api/chosen-lookup/rule.ts";
import { wholeObject as wholeObjectInAnswer } from "./api/whole-object/rule.ts";
import { databaseError } from "./log/database-error/rule.ts";
import { exceptionMessage } from "./log/exception-message/rule.ts";
import { printedValue } from "./log/printed-value/rule.ts";
import { queryText } from "./log/query-text/rule.ts";
import { sensitiveValue } from "./log/sensitive-value/rule.ts";
import { wholeObject } from "./log/whole-object/rule.ts";
import { shownField } from "./representation/shown-field/rule.ts";
import { analytics } from "./send/analytics/rule.ts";
import { languageModel } from "./send/language-model/rule.ts";
import { mailText } from "./send/mail-text/rule.ts";
import { monitoring } from "./send/monitoring/rule.ts";
import { otherStore } from "./send/other-store/rule.ts";
import { processArgument } from "./send/process-argument/rule.ts";
import { taskArgument } from "./send/task-argument/rule.ts";
import { webRequest } from "./send/web-request/rule.ts";
import { cacheKey } from "./web/cache-key/rule.ts";
import { cachedValue } from "./web/cached-value/rule.ts";
import { exceptionText } from "./web/exception-text/rule.ts";
import { fileName } from "./web/file-name/rule.ts";
import { readableCookie } from "./web/readable-cookie/rule.ts";
import { sessionValue } from "./web/session-value/rule.ts";
import { sharedPage } from "./web/shared-page/rule.ts";
import { unmarkedParameters } from "./web/unmarked-parameters/rule.ts";
import { valueInPage } from "./web/value-in-page/rule.ts";
import { valueInAddress } from "./web/value-in-address/rule.ts";
import type { FlowRule } from "./rule.ts";

/** Those that look at where the values of fields go. */
export const flowRules: readonly FlowRule[] = [
  sensitiveValue,
  wholeObject,
  printedValue,
  exceptionMessage,
  queryText,
  databaseError,
  shownField,
  wholeObjectInAnswer,
  writtenExport,
  chosenLookup,
  valueInAddress,
  valueInPage,
  unmarkedParameters,
  cacheKey,
  cachedValue,
  sharedPage,
  exceptionText,
  fileName,
  readableCookie,
  sessionValue,
  mailText,
  taskArgument,
  monitoring,
  analytics,
  languageModel,
  webRequest,
  otherStore,
  processArgument,
];
