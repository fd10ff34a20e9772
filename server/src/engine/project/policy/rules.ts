import { POLICY_SEVERITIES, type PolicySeverity } from "./model.ts";
import { type Setting, settingsIn } from "./setting.ts";

export function readRules(section: Setting | undefined): ReadonlyMap<string, PolicySeverity> {
  const rules = new Map<string, PolicySeverity>();
  for (const { key: id, value, wrong } of settingsIn(section)) {
    // YAML 1.1 habits: a bare `off` may arrive as false.
    const known = POLICY_SEVERITIES.find((item) => item === value || (item === "off" && value === false));
    if (known) rules.set(id, known);
    else wrong(`the severity of \`${id}\` must be one of ${POLICY_SEVERITIES.join(", ")}`);
  }
  return rules;
}
