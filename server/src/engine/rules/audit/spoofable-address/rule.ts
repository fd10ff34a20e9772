import { textOf } from "../../../project/settings/value.ts";
import type { DeploymentRule } from "../../rule.ts";
import { isFalse, isMissing, placeOf, surelyGiven } from "../../deployment.ts";
import { placeOfItem } from "../placeOfItem.ts";

const MIDDLEWARE = "auditlog.middleware.AuditlogMiddleware";
const DISABLED = "AUDITLOG_DISABLE_REMOTE_ADDR";
const HEADER = "DJANGO_EASY_AUDIT_REMOTE_ADDR_HEADER";

export const spoofableAddress: DeploymentRule = {
  meta: {
    id: "audit/spoofable-address",
    title: "Audit that records whatever address the client claims to have",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds settings that the project may be deployed with, in which the middleware of django-auditlog records addresses, as it does unless",
      "`AUDITLOG_DISABLE_REMOTE_ADDR` is true, or in which django-easy-audit is told to take them from a header that proxies pass on, such as",
      "`HTTP_X_FORWARDED_FOR`. The former takes the first address in `X-Forwarded-For`.",
    ].join("\n"),
    why: [
      "Whoever sends a request writes `X-Forwarded-For`, and proxies add to its end. The first address in it is therefore the one that nobody has",
      "checked: an audit that keeps it blames whom the intruder names. It is also one more piece of personal data.",
    ].join("\n"),
    bad: `MIDDLEWARE = ["${MIDDLEWARE}"]`,
    good: `MIDDLEWARE = ["${MIDDLEWARE}"]\n${DISABLED} = True`,
    fixes: [],
    references: [
      {
        title: "CWE-348: Use of Less Trusted Source",
        url: "https://cwe.mitre.org/data/definitions/348.html",
      },
      {
        title: "django-auditlog: Settings",
        url: "https://django-auditlog.readthedocs.io/en/latest/usage.html#settings",
      },
    ],
  },

  *check(deployment) {
    const middleware = placeOfItem(deployment, "MIDDLEWARE", MIDDLEWARE);
    const disabled = surelyGiven(deployment, DISABLED);
    if (middleware && (isMissing(deployment, DISABLED) || (disabled && isFalse(disabled.value)))) {
      yield {
        severity: "information",
        place: middleware,
        setting: "MIDDLEWARE",
        message: `django-auditlog records the first address in \`X-Forwarded-For\`, which anybody can write. Set \`${DISABLED} = True\`, or derive a middleware that asks your own proxy's header.`,
      };
    }
    const header = surelyGiven(deployment, HEADER);
    if (header && FORWARDED.test(textOf(header.value) ?? "")) {
      yield {
        severity: "information",
        place: placeOf(header),
        setting: HEADER,
        message: `django-easy-audit records this header as it comes, and anybody can send it. Leave the setting out, and have the server set \`REMOTE_ADDR\` from your own proxy.`,
      };
    }
  },
};

/** Those that proxies add to instead of setting them. */
const FORWARDED = /^HTTP_(X_)?FORWARDED/;
