import { type Policy, POLICY_LIMITS, type PolicyLimit } from "./model.ts";
import { type Setting, settingsIn } from "./setting.ts";

export function readLimits(section: Setting | undefined): Policy["limits"] {
  const limits = new Map<PolicyLimit, number>();
  for (const { key, value, wrong } of settingsIn(section, "limits")) {
    if (!isPolicyLimit(key)) {
      wrong(`\`${key}\` is not known here; known are ${Object.keys(POLICY_LIMITS).join(", ")}`);
    } else if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= POLICY_LIMITS[key]) {
      limits.set(key, value);
    } else if (value !== null) {
      wrong(`\`limits.${key}\` must be a whole number from 1 to ${POLICY_LIMITS[key]}`);
    }
  }
  return limits;
}

function isPolicyLimit(key: string): key is PolicyLimit {
  return Object.hasOwn(POLICY_LIMITS, key);
}
