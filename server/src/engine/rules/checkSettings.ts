import { readDirectives } from "../languages/python/directives.ts";
import { readModule } from "../languages/python/module.ts";
import { type EncryptedField, keyUses } from "../project/keys/keyUses.ts";
import type { Project } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { isIn, severityOf } from "../project/policy/profile.ts";
import { deployedEnvironments } from "../project/settings/deployed.ts";
import type { SettingPlace } from "../project/settings/value.ts";
import type { Directive } from "../schema/schema.ts";
import type { Span } from "../text/span.ts";
import { byPlace } from "./byPlace.ts";
import { deploymentRules, settingsRules } from "./settingsRules.ts";
import { type Finding, type RuleMeta, SEVERITIES, type SettingsViolation, type Suppression } from "./rule.ts";

/** All findings about keys, suppressed ones included, by path and in source order. `encrypted`: the fields that hang on them. */
export function checkSettings(
  project: Project,
  encrypted: Iterable<EncryptedField>,
  policy: Policy,
): readonly Finding[] {
  const uses = keyUses(project, encrypted);
  if (uses.length === 0) return [];
  return findingsBy(settingsRules, project, policy, (rule) => rule.check({ project, uses }));
}

/** Where comments begin that silence a rule about settings, with the rule. */
export function silencedSettings(
  project: Project,
  encrypted: Iterable<EncryptedField>,
): readonly { readonly path: string; readonly at: number; readonly rule: string }[] {
  const uses = keyUses(project, encrypted);
  const environments = deployedEnvironments(project.settings);
  const found = [
    ...(uses.length === 0 ? [] : settingsRules).map((rule) => [rule, [...rule.check({ project, uses })]] as const),
    ...deploymentRules.map(
      (rule) => [rule, environments.flatMap((environment) => [...rule.check({ project, environment })])] as const,
    ),
  ];
  return found.flatMap(([{ meta }, violations]) =>
    violations.flatMap((violation) => {
      const directive = silencing(meta.id, violation, project);
      return directive ? [{ path: violation.place.path, at: directive.span.start, rule: meta.id }] : [];
    }),
  );
}

/** All findings about what a project is deployed with, in the same order. */
export function checkDeployments(project: Project, policy: Policy): readonly Finding[] {
  const environments = deployedEnvironments(project.settings);
  return findingsBy(deploymentRules, project, policy, (rule) =>
    environments.flatMap((environment) => [...rule.check({ project, environment })]),
  );
}

function findingsBy<Checked extends { readonly meta: RuleMeta }>(
  rules: readonly Checked[],
  project: Project,
  policy: Policy,
  check: (rule: Checked) => Iterable<SettingsViolation>,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const rule of rules) {
    const { meta } = rule;
    const severity = severityOf(policy, meta);
    if (severity === "off") continue;
    for (const [fingerprint, violation] of worstOf(meta.id, check(rule), policy)) {
      const { message, setting, place, at } = violation;
      found.push({
        rule: meta.id,
        severity: severity ?? violation.severity,
        message,
        path: place.path,
        span: at ?? nameSpan(project, place),
        entity: null,
        field: setting,
        fingerprint,
        suppressed: suppressionOf(meta.id, violation, project),
      });
    }
  }
  return byPlace(found);
}

/** By fingerprint: several environments may take a setting from one place, and several packages read one, to which not the same may happen. */
function worstOf(
  rule: string,
  violations: Iterable<SettingsViolation>,
  policy: Policy,
): ReadonlyMap<string, SettingsViolation> {
  const worst = new Map<string, SettingsViolation>();
  for (const violation of violations) {
    const { place, setting, severity, profile } = violation;
    if (!isIn(policy, profile)) continue;
    const fingerprint = `${rule}@${place.path}#${setting}`;
    const known = worst.get(fingerprint);
    if (!known || SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(known.severity)) worst.set(fingerprint, violation);
  }
  return worst;
}

/** What stands first in the statement: the name of the setting. No part of a value is ever shown. */
function nameSpan({ texts }: Project, { path, span }: SettingPlace): Span {
  const [name = ""] = /^[\w.]*/.exec((texts.get(path) ?? "").slice(span.start, span.end)) ?? [];
  return { start: span.start, end: span.start + name.length };
}

function suppressionOf(rule: string, violation: SettingsViolation, project: Project): Suppression | null {
  const directive = silencing(rule, violation, project);
  return directive ? { by: "directive", reason: directive.reason } : null;
}

/** A comment at the end of the statement, or above it. */
function silencing(rule: string, { place, setting }: SettingsViolation, { texts }: Project): Directive | undefined {
  const module = readModule(texts.get(place.path) ?? "");
  const { directives } = readDirectives(module, [{ span: place.span, entity: "", field: setting }]);
  return directives.find(
    ({ kind, field, values, reason }) =>
      kind === "ignore" && field === setting && reason !== "" && values.includes(rule),
  );
}
