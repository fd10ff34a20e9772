import { LEVELS } from "../classification/model.ts";
import type { LinkedFlow } from "../project/flows/linkFlows.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { severityOf } from "../project/policy/profile.ts";
import type { FieldKey } from "../project/uses/linkUses.ts";
import type { FlowStep } from "../schema/rawFlows.ts";
import { positionAt } from "../text/lineIndex.ts";
import { flowRules } from "./registry.ts";
import type { CheckedFlow, Finding, RelatedPlace, Suppression } from "./rule.ts";

/** All findings about flows, suppressed ones included, by path and in source order; `subjectOf` knows sensitive fields. */
export function checkFlows(
  flows: readonly LinkedFlow[],
  subjectOf: (key: FieldKey) => ClassifiedField | undefined,
  policy: Policy,
): readonly Finding[] {
  const seen = new Map<string, number>();
  const rules = flowRules.filter(({ meta }) => severityOf(policy, meta) !== "off");
  return flows.flatMap((linked) => {
    const subjects = linked.fields
      .flatMap(({ key, model }) => {
        const subject = subjectOf(key);
        return subject ? [{ ...subject, model }] : [];
      })
      .sort(bySensitivity);
    const checked: CheckedFlow = { ...linked, subjects };
    return rules.flatMap((rule) => {
      const { meta } = rule;
      const violation = rule.check(checked);
      if (!violation) return [];
      const severity = severityOf(policy, meta);
      const { path, flow } = linked;
      const [subject] = subjects;
      const field = subject?.field.name ?? "";
      const told = subject ? `${subject.model}.${field}` : flow.by;
      const identity = `${meta.id}@${path}#${flow.inside === "" ? "" : `${flow.inside}:`}${told}`;
      const count = (seen.get(identity) ?? 0) + 1;
      seen.set(identity, count);
      return [
        {
          rule: meta.id,
          severity: severity === undefined || severity === "off" ? violation.severity : severity,
          message: violation.message,
          path,
          span: flow.span,
          entity: subject?.model ?? null,
          field,
          fingerprint: count === 1 ? identity : `${identity}~${count}`,
          suppressed: suppressionOf(meta.id, linked),
          related: flow.steps.map((step) => placeOf(linked, step)),
        },
      ];
    });
  });
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

function placeOf({ path, lines }: LinkedFlow, { kind, name, span }: FlowStep): RelatedPlace {
  return {
    path,
    start: positionAt(lines, span.start),
    end: positionAt(lines, span.end),
    message: STEPS[kind](name),
  };
}

const STEPS: Readonly<Record<FlowStep["kind"], (name: string) => string>> = {
  assigned: (name) => `\`${name}\` is set to this.`,
  looped: (name) => `\`${name}\` is one of these.`,
  returned: (name) => `\`${name}\` returns this.`,
  "handed over": (name) => `\`${name}\` shows what is handed over here.`,
};
