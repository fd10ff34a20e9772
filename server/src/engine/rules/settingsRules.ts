import { halfMask } from "./audit/half-mask/rule.ts";
import { mutableRows } from "./audit/mutable-rows/rule.ts";
import { spoofableAddress } from "./audit/spoofable-address/rule.ts";
import { hardCodedKey } from "./keys/hard-coded-key/rule.ts";
import { missingKey } from "./keys/missing-key/rule.ts";
import { secretKeyRotated } from "./keys/secret-key-rotated/rule.ts";
import { sharedWithSecretKey } from "./keys/shared-with-secret-key/rule.ts";
import { connectionWithoutTls } from "./settings/connection-without-tls/rule.ts";
import { debugOn } from "./settings/debug-on/rule.ts";
import { debugToolbarExposed } from "./settings/debug-toolbar-exposed/rule.ts";
import { errorReports } from "./settings/error-reports/rule.ts";
import { hardCodedSecretKey } from "./settings/hard-coded-secret-key/rule.ts";
import { insecureCookie } from "./settings/insecure-cookie/rule.ts";
import { keptRequests } from "./settings/kept-requests/rule.ts";
import { openApi } from "./settings/open-api/rule.ts";
import { profilerExposed } from "./settings/profiler-exposed/rule.ts";
import { securityEventsUnlogged } from "./settings/security-events-unlogged/rule.ts";
import { taskSerializer } from "./settings/task-serializer/rule.ts";
import { weakHasher } from "./settings/weak-hasher/rule.ts";
import type { DeploymentRule, SettingsRule } from "./rule.ts";

/** Those that look at the settings of a project: of encrypted fields, and of what it is deployed with. */
export const settingsRules: readonly SettingsRule[] = [hardCodedKey, missingKey, sharedWithSecretKey, secretKeyRotated];

export const deploymentRules: readonly DeploymentRule[] = [
  debugOn,
  debugToolbarExposed,
  profilerExposed,
  insecureCookie,
  weakHasher,
  securityEventsUnlogged,
  errorReports,
  keptRequests,
  openApi,
  taskSerializer,
  hardCodedSecretKey,
  connectionWithoutTls,
  mutableRows,
  spoofableAddress,
  halfMask,
];
