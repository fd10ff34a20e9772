import { LEVELS } from "../classification/model.ts";
import type { LinkedFlow, LinkedStep } from "../project/flows/linkFlows.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { isIn, severityOf } from "../project/policy/profile.ts";
import type { FieldKey } from "../project/uses/linkUses.ts";
import type { FlowStep } from "../schema/rawFlows.ts";
import { positionAt } from "../text/lineIndex.ts";
import { byPlace } from "./byPlace.ts";
import { flowRules } from "./flowRules.ts";
import {
  type CheckedFlow,
  type Finding,
  type FlowRule,
  type FlowSubject,
  type FlowVerdict,
  type RelatedPlace,
  SEVERITIES,
  type Suppression,
} from "./rule.ts";

/** All findings about flows, suppressed ones included, by path and in source order; `subjectOf` knows sensitive fields. */
export function checkFlows(
  flows: readonly LinkedFlow[],
  subjectOf: (key: FieldKey) => ClassifiedField | undefined,
  policy: Policy,
): readonly Finding[] {
  const checked = flows.map((flow) => checkedFlow(flow, subjectOf));
  const found = onceEach(
    flowRules
      .filter(({ meta }) => severityOf(policy, meta) !== "off")
      .flatMap((rule) => callsIn(rule, checked, policy).map((call) => ({ rule, call }))),
  );
  const seen = new Map<string, number>();
  return byPlace(found.map(({ rule, call }) => toFinding(rule, call, policy, seen)));
}

interface Judged {
  readonly flow: CheckedFlow;
  readonly verdict: FlowVerdict;
}

/** What one call or statement hands on, the worst first. */
type Call = readonly [worst: Judged, ...others: Judged[]];

function callsIn(rule: FlowRule, flows: readonly CheckedFlow[], policy: Policy): readonly Call[] {
  const calls = new Map<string, Judged[]>();
  for (const flow of flows) {
    const verdict = rule.check(flow);
    if (!verdict || !isIn(policy, verdict.profile)) continue;
    const place = `${flow.path} ${flow.flow.at}`;
    calls.set(place, [...(calls.get(place) ?? []), { flow, verdict }]);
  }
  return [...calls.values()].map((call) => {
    const [worst, ...others] = call.sort((a, b) => rankOf(b.verdict) - rankOf(a.verdict));
    return [worst!, ...others];
  });
}

interface Found {
  readonly rule: FlowRule;
  readonly call: Call;
}

/** Of what several rules tell of a field in the same call only one: the worst, or the one that tells most. */
function onceEach(found: readonly Found[]): readonly Found[] {
  const told = new Set<string>();
  const kept = new Set<Found>();
  const ranked = found.map((each) => ({ each, names: subjectsIn(each.call).map(nameOf) }));
  ranked.sort((a, b) => weightOf(b.each) - weightOf(a.each) || b.names.length - a.names.length);
  for (const { each, names } of ranked) {
    const [{ flow }] = each.call;
    const fields = names.map((name) => `${flow.path} ${flow.flow.at} ${name}`);
    if (fields.some((field) => told.has(field))) continue;
    for (const field of fields) told.add(field);
    kept.add(each);
  }
  return found.filter((each) => kept.has(each));
}

/** What is suppressed hides nothing else. */
function weightOf({ rule, call: [{ flow, verdict }] }: Found): number {
  return suppressionOf(rule.meta.id, flow) ? -1 : rankOf(verdict);
}

function subjectsIn(call: Call): readonly FlowSubject[] {
  const each = new Map(call.flatMap(({ flow }) => flow.subjects).map((subject) => [nameOf(subject), subject]));
  return [...each.values()].sort(bySensitivity);
}

function rankOf({ severity }: FlowVerdict): number {
  return SEVERITIES.indexOf(severity);
}

function toFinding(rule: FlowRule, call: Call, policy: Policy, seen: Map<string, number>): Finding {
  const [{ flow: worst, verdict }] = call;
  const { meta } = rule;
  const { path, flow } = worst;
  const [subject] = worst.subjects;
  const told = subject ? nameOf(subject) : flow.carrier.kind === "request" ? `request.${flow.carrier.part}` : flow.by;
  const identity = `${meta.id}@${path}#${flow.inside === "" ? "" : `${flow.inside}:`}${told}`;
  const count = (seen.get(identity) ?? 0) + 1;
  seen.set(identity, count);
  const severity = severityOf(policy, meta);
  return {
    rule: meta.id,
    severity: severity === undefined || severity === "off" ? verdict.severity : severity,
    message: rule.message({ ...worst, subjects: subjectsIn(call) }),
    path,
    span: flow.span,
    entity: subject?.model ?? null,
    field: subject?.field.name ?? "",
    fields: [...new Set(call.flatMap(({ flow: { fields } }) => fields.map(({ key }) => key)))],
    fingerprint: count === 1 ? identity : `${identity}~${count}`,
    suppressed: suppressionOf(meta.id, worst),
    related: worst.steps.map(placeOf),
  };
}

/** With the sensitive fields that it may hand on, the most sensitive first. */
export function checkedFlow(flow: LinkedFlow, subjectOf: (key: FieldKey) => ClassifiedField | undefined): CheckedFlow {
  const subjects = flow.fields.flatMap(({ key, model }) => {
    const subject = subjectOf(key);
    return subject ? [{ ...subject, model }] : [];
  });
  return { ...flow, subjects: subjects.sort(bySensitivity) };
}

function nameOf({ model, field }: FlowSubject): string {
  return `${model}.${field.name}`;
}

function bySensitivity(a: ClassifiedField, b: ClassifiedField): number {
  return levelOf(b) - levelOf(a);
}

function levelOf({ classification: { level } }: ClassifiedField): number {
  return level === null ? -1 : LEVELS.indexOf(level);
}

function suppressionOf(rule: string, { flow }: LinkedFlow): Suppression | null {
  const ignore = flow.ignores?.find(({ rules }) => rules.includes(rule));
  return ignore ? { by: "directive", reason: ignore.reason } : null;
}

function placeOf({ path, lines, kind, name, span }: LinkedStep): RelatedPlace {
  return {
    path,
    start: positionAt(lines, span.start),
    end: positionAt(lines, span.end),
    message: STEPS[kind](name),
  };
}

const STEPS: Readonly<Record<FlowStep["kind"], (name: string) => string>> = {
  assigned: (name) => `\`${name}\` is set to this.`,
  added: (name) => `\`${name}\` is given this.`,
  looped: (name) => `\`${name}\` is one of these.`,
  returned: (name) => `\`${name}\` returns this.`,
  taken: (name) => `\`${name}\` takes this.`,
  "handed over": (name) => `\`${name}\` shows what is handed over here.`,
};
