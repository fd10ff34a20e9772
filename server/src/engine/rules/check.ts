import type { Classified } from "../project/classifyAgain.ts";
import { directivesOf } from "../project/decisions.ts";
import type { ClassifiedField, ClassifiedFile } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { severityOf } from "../project/policy/profile.ts";
import { movedSpan } from "../schema/moved.ts";
import type { Directive } from "../schema/schema.ts";
import { fieldRules } from "./fieldRules.ts";
import type { FieldSurroundings, Finding, Rule, Suppression, Violation } from "./rule.ts";
import { addTo } from "../text/addTo.ts";

/** All findings of a file, suppressed ones included, in source order. */
export function checkFile(file: ClassifiedFile, policy: Policy): readonly Finding[] {
  return inSourceOrder(findingsIn(file, policy));
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** Two classes are called the same, and findings tell them apart by nothing but their names. */
  readonly isAmbiguous: boolean;
}

/** The same for a file that is checked again after each key; `before` is what the last call gave. */
export function checkAgain({ file, entities }: Classified, policy: Policy, before: Checked | null): Checked {
  const isAmbiguous = new Set(entities.map(({ entity }) => entity.name)).size < entities.length;
  if (!before || before.isAmbiguous || isAmbiguous) return { findings: checkFile(file, policy), isAmbiguous };
  const known = findingsByEntity(before.findings);
  const kept = entities.flatMap(({ entity, keptBy }) => {
    const findings = keptBy === null ? [] : (known.get(entity.name) ?? []);
    return keptBy === null || keptBy === 0
      ? findings
      : findings.map((finding) => ({ ...finding, span: movedSpan(finding.span, keptBy) }));
  });
  const fields = entities.flatMap((each) => (each.keptBy === null ? each.fields : []));
  const found = findingsIn({ schema: file.schema, fields }, policy);
  return { findings: inSourceOrder([...kept, ...found]), isAmbiguous };
}

function findingsByEntity(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const entity = finding.entity ?? "";
    addTo(found, entity, finding);
  }
  return found;
}

export function inSourceOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.span.start - b.span.start);
}

function findingsIn(file: ClassifiedFile, policy: Policy): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  for (const rule of fieldRules) {
    const severity = severityOf(policy, rule.meta);
    if (severity === "off") continue;
    for (const violation of rule.check(file, policy)) {
      const finding = toFinding(rule, violation, file, seen);
      findings.push(severity === undefined ? finding : { ...finding, severity });
    }
  }
  return findings;
}

/** What the project adds to the findings of a file. `around`: null for a field of which that is not known. */
export function checkInProject(
  file: ClassifiedFile,
  policy: Policy,
  around: (subject: ClassifiedField) => FieldSurroundings | null,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of fieldRules) {
    const severity = severityOf(policy, rule.meta);
    if (severity === "off" || !rule.checkInProject) continue;
    // Behind the finding of the declaration, where there is one.
    const seen = new Map([...rule.check(file, policy)].map(({ subject }) => [identityOf(rule, file, subject), 1]));
    for (const subject of file.fields) {
      const known = around(subject);
      for (const violation of known ? rule.checkInProject(subject, known) : []) {
        const finding = toFinding(rule, violation, file, seen);
        findings.push(severity === undefined ? finding : { ...finding, severity });
      }
    }
  }
  return findings;
}

function identityOf({ meta }: Rule, { schema }: ClassifiedFile, { entity, field }: ClassifiedField): string {
  return `${meta.id}@${schema.path}#${entity.name}.${field.name}`;
}

function toFinding(rule: Rule, violation: Violation, file: ClassifiedFile, seen: Map<string, number>): Finding {
  const { severity, message, span, subject } = violation;
  const entity = subject.entity.name;
  const field = subject.field.name;
  const identity = identityOf(rule, file, subject);
  // A class that is declared twice in one file (say, in both arms of an `if`) has two findings.
  const count = (seen.get(identity) ?? 0) + 1;
  seen.set(identity, count);
  return {
    rule: rule.meta.id,
    severity,
    message,
    path: file.schema.path,
    span,
    entity,
    field,
    fingerprint: count === 1 ? identity : `${identity}~${count}`,
    suppressed: suppressionOf(rule, directivesOf(file.schema, entity, field)),
  };
}

function suppressionOf({ meta }: Rule, directives: readonly Directive[]): Suppression | null {
  const directive = directives.find(
    ({ kind, values, reason }) => kind === "ignore" && reason !== "" && values.includes(meta.id),
  );
  return directive ? { by: "directive", reason: directive.reason } : null;
}
