import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const taskArgument: FlowRule = {
  meta: {
    id: "send/task-argument",
    title: "Sensitive value that is handed to a task in a queue",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds sensitive values among the arguments of tasks (`delay`, `apply_async`, `s`, `enqueue` of Celery, RQ, Huey, Dramatiq and Django). Passwords and other restricted data are a warning, confidential data information. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "Arguments lie in the broker, in the table or store of results, in the log of each worker and on the pages that watch it, in plain text.",
    ].join("\n"),
    bad: ["charge.delay(customer.national_id)"].join("\n"),
    good: ["charge.delay(customer.pk)"].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-201: Insertion of Sensitive Information Into Sent Data",
        url: "https://cwe.mitre.org/data/definitions/201.html",
      },
      {
        title: "Celery: hiding sensitive information in arguments",
        url: "https://docs.celeryq.dev/en/stable/userguide/tasks.html#hiding-sensitive-information-in-arguments",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "task") return null;
    return reached(checked, {
      secret: { severity: "warning" },
      token: { severity: "information" },
      restricted: { severity: "warning" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` leaves ${tellFields(checked)} in the queue.`;
  },
};
