import { tellFields } from "../../log/severity.ts";
import { BY_OTHERS, reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const monitoring: FlowRule = {
  meta: {
    id: "send/monitoring",
    title: "Sensitive value that is sent to a tracker of errors or traces",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values that are handed to services which watch the application: Sentry (`set_user`, `set_context`, `set_tag`, `set_extra`, `add_breadcrumb`, `capture_message`), Rollbar, Bugsnag, Honeybadger, and attributes of traces (OpenTelemetry, Datadog, New Relic). Passwords and other restricted data are an error, confidential data a warning. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
      "",
      "What Sentry is set to send by itself is found by `settings/error-reports`.",
    ].join("\n"),
    why: [
      "These services belong to others, keep what they get for months and show it to every developer. Nobody deletes a person there.",
    ].join("\n"),
    bad: ['sentry_sdk.set_user({"id": user.pk, "email": user.email})'].join("\n"),
    good: ['sentry_sdk.set_user({"id": user.pk})'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-201: Insertion of Sensitive Information Into Sent Data",
        url: "https://cwe.mitre.org/data/definitions/201.html",
      },
      {
        title: "Sentry: scrubbing sensitive data",
        url: "https://docs.sentry.io/platforms/python/data-management/sensitive-data/",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "monitoring") return null;
    return reached(checked, BY_OTHERS);
  },

  message(checked) {
    return `\`${checked.flow.by}\` sends ${tellFields(checked)} to whoever collects errors and traces.`;
  },
};
