import { tellFields } from "../../log/severity.ts";
import { BY_OTHERS, reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const analytics: FlowRule = {
  meta: {
    id: "send/analytics",
    title: "Sensitive value that is sent to analytics or a customer database",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values that are handed to services which count what people do: Segment, PostHog, Mixpanel, Amplitude; and to those that keep customers: HubSpot, Intercom, Mailchimp, Klaviyo. Passwords and other restricted data are an error, confidential data a warning, but not with those that keep customers, which are there for it. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "What was collected for the product becomes a profile with somebody else, for a purpose that nobody agreed to.",
    ].join("\n"),
    bad: ['posthog.capture(customer.email, "paid")'].join("\n"),
    good: ['posthog.capture(str(customer.pk), "paid")'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-359: Exposure of Private Personal Information to an Unauthorized Actor",
        url: "https://cwe.mitre.org/data/definitions/359.html",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink === "analytics") return reached(checked, BY_OTHERS);
    if (flow.sink !== "customer relations") return null;
    return reached(checked, { ...BY_OTHERS, confidential: { severity: "information", profile: "strict" } });
  },

  message(checked) {
    return `\`${checked.flow.by}\` sends ${tellFields(checked)} to ${checked.flow.sink === "analytics" ? "analytics" : "a customer database"}.`;
  },
};
