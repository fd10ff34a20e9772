import { textOf, type Value } from "../../../project/settings/value.ts";
import type { DeploymentRule } from "../../rule.ts";
import { isTrue, placeOf, surelyGiven } from "../../deployment.ts";

export const taskSerializer: DeploymentRule = {
  meta: {
    id: "settings/task-serializer",
    title: "Tasks or sessions as pickles, or results that keep what a task was given",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with: Celery that writes or accepts pickles, sessions that are pickles, and Celery that keeps",
      "the arguments of each task with its result (`CELERY_RESULT_EXTENDED`).",
    ].join("\n"),
    why: [
      "Who can write a pickle into the queue can run any code where it is read; and whole records travel in it, which stay in the broker.",
      "With extended results they stay in the result backend as well, as long as that keeps results.",
    ].join("\n"),
    bad: 'CELERY_TASK_SERIALIZER = "pickle"',
    good: 'CELERY_TASK_SERIALIZER = "json"',
    fixes: [],
    references: [
      { title: "CWE-502: Deserialization of Untrusted Data", url: "https://cwe.mitre.org/data/definitions/502.html" },
      { title: "Celery: Security", url: "https://docs.celeryq.dev/en/stable/userguide/security.html" },
    ],
  },

  *check(deployment) {
    for (const name of SERIALIZERS) {
      const setting = surelyGiven(deployment, name);
      if (!setting || !namesPickle(setting.value)) continue;
      yield {
        severity: "warning",
        place: placeOf(setting),
        setting: name,
        message:
          "A pickle runs the code that it names where it is read, and carries whole records. Use JSON, and hand on keys of records.",
      };
    }
    const extended = surelyGiven(deployment, "CELERY_RESULT_EXTENDED");
    if (extended && isTrue(extended.value))
      yield {
        severity: "information",
        place: placeOf(extended),
        setting: extended.name,
        message:
          "What each task is given is kept with its result. Leave this out unless tasks are given nothing but keys of records.",
      };
  },
};

/** In all spellings that Celery reads with the usual namespace. */
const SERIALIZERS = [
  "CELERY_TASK_SERIALIZER",
  "CELERY_RESULT_SERIALIZER",
  "CELERY_ACCEPT_CONTENT",
  "CELERY_RESULT_ACCEPT_CONTENT",
  "SESSION_SERIALIZER",
];

function namesPickle(value: Value): boolean {
  if (value.kind === "list") return value.items.some((item) => item.always && namesPickle(item.value));
  return /^(pickle|application\/x-python-serialize)$|\.PickleSerializer$/.test(textOf(value) ?? "");
}
