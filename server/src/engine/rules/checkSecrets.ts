import type { Policy } from "../project/policy/model.ts";
import { isIn, severityOf } from "../project/policy/profile.ts";
import type { FoundSecret } from "../project/secrets/model.ts";
import { suppressionInData } from "./checkData.ts";
import type { Finding } from "./rule.ts";
import { secretRules } from "./secretRules.ts";

/** All findings about secrets in the files of the repository, suppressed ones included. */
export function checkSecrets(found: readonly FoundSecret[], policy: Policy): readonly Finding[] {
  return found.flatMap((secret) =>
    secretRules.flatMap((rule): Finding[] => {
      const { meta } = rule;
      const severity = severityOf(policy, meta);
      const verdict = severity === "off" ? null : rule.check(secret);
      if (!verdict || severity === "off" || !isIn(policy, verdict.profile)) return [];
      const { path, span, what, name } = secret;
      return [
        {
          rule: meta.id,
          severity: severity ?? verdict.severity,
          message: rule.message(secret),
          path,
          span,
          entity: null,
          field: name ?? "",
          fingerprint: `${meta.id}@${path}#${name ?? what ?? ""}`,
          suppressed: suppressionInData(meta.id, secret, policy),
        },
      ];
    }),
  );
}
