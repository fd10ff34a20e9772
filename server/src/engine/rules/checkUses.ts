import { LEVELS } from "../classification/model.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { isIn, severityOf } from "../project/policy/profile.ts";
import type { FieldKey, LinkedUse } from "../project/uses/linkUses.ts";
import type { ClassRole } from "../schema/rawUses.ts";
import { type CheckedUse, type Finding, type FlowSubject, type FlowVerdict, SEVERITIES, type UseRule } from "./rule.ts";
import { useRules } from "./useRules.ts";

/** All findings about what classes do with fields, suppressed ones included, one for each list or class; `subjectOf` knows sensitive fields. */
export function checkUses(
  uses: readonly LinkedUse[],
  subjectOf: (key: FieldKey) => ClassifiedField | undefined,
  policy: Policy,
): readonly Finding[] {
  const checked = uses.flatMap((use) => checkedUse(use, subjectOf) ?? []);
  const seen = new Map<string, number>();
  const told = new Set<string>();
  return useRules
    .filter(({ meta }) => severityOf(policy, meta) !== "off")
    .flatMap((rule) => {
      const isTold = (use: CheckedUse): boolean => told.has(`${rule.yieldsTo} ${inClass(use)}`);
      const places = placesOf(
        rule,
        rule.yieldsTo === undefined ? checked : checked.filter((use) => !isTold(use)),
        policy,
      );
      for (const { use } of places.flat()) told.add(`${rule.meta.id} ${inClass(use)}`);
      return places.map((place) => toFinding(rule, place, policy, seen));
    });
}

/** Null where it is at no class, or of a field that is not sensitive. */
export function checkedUse(
  use: LinkedUse,
  subjectOf: (key: FieldKey) => ClassifiedField | undefined,
): CheckedUse | null {
  const subject = subjectOf(use.field);
  const { holder } = use.use;
  return subject && holder ? { ...use, holder, subject: { ...subject, model: use.model.entity } } : null;
}

/** A field as one class has it. */
function inClass({ path, holder: { start }, field }: CheckedUse): string {
  return [path, start, field].join(" ");
}

interface Judged {
  readonly use: CheckedUse;
  readonly verdict: FlowVerdict;
}

/** What belongs together, the worst first. */
type Place = readonly [worst: Judged, ...others: Judged[]];

function placesOf(rule: UseRule, uses: readonly CheckedUse[], policy: Policy): readonly Place[] {
  const places = new Map<string, Judged[]>();
  const named = new Set<string>();
  for (const use of uses) {
    const verdict = rule.check(use);
    if (!verdict || !isIn(policy, verdict.profile)) continue;
    // An option may be another one's list: `list_display_links = list_display`.
    const name = `${inClass(use)} ${use.model.entity} ${use.use.span.start}`;
    if (named.has(name)) continue;
    named.add(name);
    const place = placeOf(use);
    places.set(place, [...(places.get(place) ?? []), { use, verdict }]);
  }
  return [...places.values()].map((place) => {
    const [worst, ...others] = place.sort((a, b) => rankOf(b) - rankOf(a));
    return [worst!, ...others];
  });
}

/** An option that lists fields is told of once, and all that a class declares or names in its `Meta`. */
function placeOf({ path, holder: { start, role }, use: { by, ignores } }: CheckedUse): string {
  return [
    path,
    start,
    LISTS.has(role) ? by : "",
    JSON.stringify(ignores?.map(({ rules, reason }) => [rules, reason])),
  ].join(" ");
}

const LISTS: ReadonlySet<ClassRole> = new Set(["admin", "view"]);

function rankOf({ verdict, use: { subject } }: Judged): number {
  const { level } = subject.classification;
  return SEVERITIES.indexOf(verdict.severity) * LEVELS.length + (level === null ? 0 : LEVELS.indexOf(level));
}

function toFinding(rule: UseRule, place: Place, policy: Policy, seen: Map<string, number>): Finding {
  const [{ use: worst, verdict }] = place;
  const { meta } = rule;
  const { subject, path, holder } = worst;
  const identity = `${meta.id}@${path}#${holder.name}:${nameOf(subject)}`;
  const count = (seen.get(identity) ?? 0) + 1;
  seen.set(identity, count);
  const subjects = new Map(place.map(({ use }) => [nameOf(use.subject), use.subject]));
  const severity = severityOf(policy, meta);
  const ignore = worst.use.ignores?.find(({ rules }) => rules.includes(meta.id));
  return {
    rule: meta.id,
    severity: severity === undefined || severity === "off" ? verdict.severity : severity,
    message: rule.message(worst, [...subjects.values()]),
    path,
    span: worst.use.span,
    entity: subject.model,
    field: subject.field.name,
    fields: [...new Set(place.map(({ use }) => use.field))],
    fingerprint: count === 1 ? identity : `${identity}~${count}`,
    suppressed: ignore ? { by: "directive", reason: ignore.reason } : null,
  };
}

function nameOf({ model, field }: FlowSubject): string {
  return `${model}.${field.name}`;
}
