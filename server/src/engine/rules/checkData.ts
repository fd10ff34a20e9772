import type { Policy } from "../project/policy/model.ts";
import type { ClassifiedField } from "../project/model.ts";
import { isIn, severityOf } from "../project/policy/profile.ts";
import { pathPart } from "../project/toldKinds.ts";
import type { FieldKey } from "../project/uses/linkUses.ts";
import type { FoundValues } from "../project/values/foundValues.ts";
import { dataRules } from "./dataRules.ts";
import type { Finding, FlowSubject, Suppression } from "./rule.ts";

/** All findings about values in the files of the repository, suppressed ones included, one for each file and kind. */
export function checkData(
  found: readonly FoundValues[],
  subjectOf: (key: FieldKey) => ClassifiedField | undefined,
  policy: Policy,
): readonly Finding[] {
  return found.flatMap((values) => {
    const [first, ...others] = values.fields.flatMap(({ key, model }): FlowSubject[] => {
      const subject = subjectOf(key);
      return subject ? [{ ...subject, model }] : [];
    });
    if (!first) return [];
    const checked = { ...values, subjects: [first, ...others] as const };
    return dataRules.flatMap((rule): Finding[] => {
      const { meta } = rule;
      const severity = severityOf(policy, meta);
      const verdict = severity === "off" ? null : rule.check(checked);
      if (!verdict || severity === "off" || !isIn(policy, verdict.profile)) return [];
      const { path, span, kind } = values;
      return [
        {
          rule: meta.id,
          severity: severity ?? verdict.severity,
          message: rule.message(checked),
          path,
          span,
          entity: first.model,
          field: first.field.name,
          fields: [...new Set(values.fields.map(({ key }) => key))],
          fingerprint: `${meta.id}@${path}#${kind}`,
          suppressed: suppressionInData(meta.id, values, policy),
        },
      ];
    });
  });
}

/** By a comment, or because the policy says why nothing in a path is sensitive: JSON has no comments. */
export function suppressionInData(
  rule: string,
  { path, ignores }: Pick<FoundValues, "path" | "ignores">,
  policy: Policy,
): Suppression | null {
  const ignore = ignores.find(({ rules }) => rules.includes(rule));
  if (ignore) return { by: "directive", reason: ignore.reason };
  const said = pathPart(policy, path)?.part;
  return said && "sensitive" in said ? { by: "policy", reason: said.reason } : null;
}
