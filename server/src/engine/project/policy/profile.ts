import { EMPTY_POLICY, type Policy, type PolicySeverity, PROFILES, type Profile } from "./model.ts";
import type { Setting } from "./setting.ts";

export function readProfile(section: Setting | undefined): Profile {
  if (!section) return EMPTY_POLICY.profile;
  const known = PROFILES.find((profile) => profile === section.value);
  if (!known) section.wrong(`\`profile\` must be one of ${PROFILES.join(", ")}`);
  return known ?? EMPTY_POLICY.profile;
}

/** What the policy makes of a rule: its own severity where that is undefined. A rule that it names is checked in any profile. */
export function severityOf(
  policy: Policy,
  { id, profile }: { readonly id: string; readonly profile?: Profile },
): PolicySeverity | undefined {
  const named = policy.rules.get(id);
  if (named !== undefined) return named;
  return isIn(policy, profile) ? undefined : "off";
}

/** Whether the policy's profile has what belongs to this one. */
export function isIn(policy: Policy, profile: Profile = "recommended"): boolean {
  return profile === "recommended" || policy.profile === "strict";
}
