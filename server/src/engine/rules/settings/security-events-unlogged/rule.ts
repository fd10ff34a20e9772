import type { DictionaryValue, Value } from "../../../project/settings/value.ts";
import { textOf } from "../../../project/settings/value.ts";
import type { DeploymentRule } from "../../rule.ts";
import { entryOf, isFalse, isMissing, lacks, placeOf, surelyGiven, textsOf } from "../../deployment.ts";
import { setsUpLogging } from "./setsUpLogging.ts";

export const securityEventsUnlogged: DeploymentRule = {
  meta: {
    id: "settings/security-events-unlogged",
    title: "No log keeps what is told of security and of access",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds settings that the project may be deployed with, and that give no `LOGGING`, whose `LOGGING` has no handler for `django.security`, or turns off the",
      "loggers that are there already (`disable_existing_loggers` is true where it is left out) and names none of Django's. Settings that set up",
      "logging by a call are left alone.",
    ].join("\n"),
    why: [
      "Without a handler Django mails errors to `ADMINS` and keeps nothing else: who tried what, and who looked at whose record, is known",
      "to nobody when it is asked for.",
    ].join("\n"),
    bad: 'LOGGING = {"version": 1, "handlers": {"file": FILE}}',
    good: 'LOGGING = {\n    "version": 1,\n    "disable_existing_loggers": False,\n    "handlers": {"console": {"class": "logging.StreamHandler"}},\n    "root": {"handlers": ["console"], "level": "INFO"},\n}',
    fixes: [],
    references: [
      { title: "CWE-778: Insufficient Logging", url: "https://cwe.mitre.org/data/definitions/778.html" },
      {
        title: "Django: Default logging configuration",
        url: "https://docs.djangoproject.com/en/5.2/ref/logging/#default-logging-configuration",
      },
    ],
  },

  *check(deployment) {
    const { project, environment } = deployment;
    const said = { severity: "information", setting: "LOGGING" } as const;
    if (textsOf(deployment).some(setsUpLogging) || !isMissing(deployment, "LOGGING_CONFIG")) return;
    if (isMissing(deployment, "LOGGING")) {
      // Where a project is run at all: parts and tools have no addresses.
      const place = project.settings.valueIn("ROOT_URLCONF", environment)?.places.at(-1);
      if (!place) return;
      yield {
        ...said,
        place,
        message: `\`${environment.module}\` has no \`LOGGING\`: what is told of security and of access reaches no handler that keeps it. Add one, with a handler for \`django.security\` and for your own loggers.`,
      };
      return;
    }
    const logging = surelyGiven(deployment, "LOGGING");
    if (logging?.value.kind !== "dictionary" || !logging.value.whole) return;
    const place = placeOf(logging);
    const loggers = entryOf(logging.value, "loggers") ?? NO_LOGGERS;
    if (loggers.kind !== "dictionary" || !loggers.whole) return;
    if (![entryOf(logging.value, "root"), ...HEARD_BY.map((name) => entryOf(loggers, name))].some(mayHandle)) {
      yield {
        ...said,
        place,
        message: `No handler of \`LOGGING\` gets what \`django.security\` tells. Give one to it, to \`django\`, or to \`root\`.`,
      };
    } else if (turnsOff(logging.value) && !HEARD_BY.some((name) => name !== "" && entryOf(loggers, name))) {
      yield {
        ...said,
        place,
        message: `This turns off loggers that are there already, such as \`django.request\`, for \`disable_existing_loggers\` is true unless it says \`False\`. Say so, or name \`django\` among the loggers.`,
      };
    }
  },
};

/** Those that get what `django.security.…` tells. */
const HEARD_BY = ["", "django", "django.security", "django.request"];

const NO_LOGGERS: DictionaryValue = { kind: "dictionary", entries: [], whole: true };

function mayHandle(logger: Value | undefined): boolean {
  if (logger?.kind !== "dictionary") return logger !== undefined;
  const handlers = entryOf(logger, "handlers");
  if (handlers?.kind !== "list") return handlers !== undefined || !logger.whole;
  return !handlers.whole || handlers.items.some(({ value }) => textOf(value) !== "null");
}

function turnsOff(logging: DictionaryValue): boolean {
  const given = entryOf(logging, "disable_existing_loggers");
  return given === undefined ? lacks(logging, "disable_existing_loggers") : given.kind === "literal" && !isFalse(given);
}
