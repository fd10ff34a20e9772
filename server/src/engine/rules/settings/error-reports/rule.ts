import type { CallExpression, Expression } from "../../../languages/python/expression.ts";
import { qualify } from "../../../languages/python/imports.ts";
import { isAddressesFile } from "../../../project/readProject.ts";
import { truthOf } from "../../../project/settings/value.ts";
import { writtenCalls, writtenEntries } from "../../../project/settings/writtenTexts.ts";
import type { Deployment, DeploymentRule, SettingsViolation } from "../../rule.ts";
import { entryOf, isMissing, isTrue, placeOf, surelyGiven } from "../../deployment.ts";

export const errorReports: DeploymentRule = {
  meta: {
    id: "settings/error-reports",
    title: "Reports of errors that carry what a request holds",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with: mails of errors as whole pages (`include_html`), errors that Django passes on as they are",
      "(`DEBUG_PROPAGATE_EXCEPTIONS`), Django's page for developers as the handler of errors (`technical_500_response`), and a `sentry_sdk.init` that sends personal data or whole bodies; with the profile `strict` also a Sentry that",
      "sends local variables without a scrubber of the project's own, and mails to `ADMINS` without an exception reporter filter of its own.",
    ].join("\n"),
    why: [
      "A report of an error holds the request, the variables of each function and the settings. Django and Sentry leave out what is called like a",
      "secret, but nothing that is called `email` or `iban`; a mailbox or another company then has it.",
    ].join("\n"),
    bad: "sentry_sdk.init(dsn=DSN, send_default_pii=True)",
    good: "sentry_sdk.init(dsn=DSN, send_default_pii=False, include_local_variables=False)",
    fixes: ["plain-error-mail"],
    references: [
      {
        title: "CWE-209: Generation of Error Message Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/209.html",
      },
      {
        title: "Django: Filtering error reports",
        url: "https://docs.djangoproject.com/en/5.2/howto/error-reporting/#filtering-error-reports",
      },
      {
        title: "Sentry: Scrubbing sensitive data",
        url: "https://docs.sentry.io/platforms/python/data-management/sensitive-data/",
      },
    ],
  },

  *check(deployment) {
    yield* ofMails(deployment);
    yield* ofSentry(deployment);
    yield* ofHandlers(deployment);
    const passed = surelyGiven(deployment, "DEBUG_PROPAGATE_EXCEPTIONS");
    if (passed && isTrue(passed.value))
      yield {
        severity: "information",
        place: placeOf(passed),
        setting: passed.name,
        message:
          "An error goes to the server as it is, which may show it, with what its text holds. This is meant for tests: leave it out.",
      };
  },
};

function* ofMails(deployment: Deployment): Iterable<SettingsViolation> {
  const { project } = deployment;
  const logging = surelyGiven(deployment, "LOGGING");
  const handlers = entryOf(logging?.value, "handlers");
  const isPage =
    handlers?.kind === "dictionary" && handlers.entries.some((entry) => isTrue(entryOf(entry.value, "include_html")));
  const [part] = logging && isPage ? writtenEntries(project, logging.places, "include_html") : [];
  if (part)
    yield {
      severity: "warning",
      place: part,
      at: part.at,
      setting: "LOGGING",
      message:
        "Each error is mailed as a whole page: the values of all variables, the request and the settings, to every mailbox of `ADMINS`. Leave `include_html` out.",
    };
  const admins = surelyGiven(deployment, "ADMINS");
  if (admins && truthOf(admins.value) === true && isMissing(deployment, "DEFAULT_EXCEPTION_REPORTER_FILTER"))
    yield {
      severity: "information",
      profile: "strict",
      place: placeOf(admins),
      setting: "ADMINS",
      message:
        "Errors are mailed with their requests, of which Django leaves out what is called like a secret alone: names, addresses and numbers stay. Name a filter of your own in `DEFAULT_EXCEPTION_REPORTER_FILTER`.",
    };
}

/** In the addresses of the project: what calls the page under a condition of its own is none of them. */
function* ofHandlers({ project, environment }: Deployment): Iterable<SettingsViolation> {
  for (const [path, text] of project.texts) {
    if (!isAddressesFile(path) || !path.startsWith(environment.folder)) continue;
    const [handler] = /^handler500\b[^\n]*=[^\n]*\btechnical_500_response\b/m.exec(text) ?? [];
    if (handler === undefined) continue;
    const start = text.indexOf(handler);
    const span = { start, end: start + "handler500".length };
    yield {
      severity: "error",
      place: { path, span },
      at: span,
      setting: "handler500",
      message:
        "Whoever meets an error is shown the values of all variables, the request and the settings, as with `DEBUG`. Leave `handler500` out, or give a page that says sorry.",
    };
  }
}

function* ofSentry({ project, environment }: Deployment): Iterable<SettingsViolation> {
  for (const { place, call, module } of writtenCalls(project, project.settings.pathsOf(environment), "init")) {
    if (call.callee.kind !== "name" || qualify(call.callee.text, module.bindings) !== "sentry_sdk.init") continue;
    const said = { place, setting: "sentry_sdk.init" } as const;
    const personal = valueOf(call, "send_default_pii");
    const bodies = valueOf(call, "max_request_body_size") ?? valueOf(call, "request_bodies");
    if (personal?.kind === "constant" && personal.value === true)
      yield {
        ...said,
        severity: "warning",
        at: personal.span,
        message:
          "With each error the address, name and cookies of the user go to Sentry, and what the request held. Leave `send_default_pii` out, and set the user's id where you need it.",
      };
    else if (bodies?.kind === "text" && bodies.value === "always")
      yield {
        ...said,
        severity: "warning",
        at: bodies.span,
        message: 'The body of each request that fails goes to Sentry, whatever its size. Let this be `"never"`.',
      };
    else if (
      !["include_local_variables", "with_locals", "event_scrubber", "before_send"].some((name) => valueOf(call, name))
    )
      yield {
        ...said,
        severity: "information",
        profile: "strict",
        at: call.callee.span,
        message:
          "With each error the values of local variables go to Sentry, but for names that its own list has, which are those of secrets. Say `include_local_variables=False`, or give an `EventScrubber` the names of your fields.",
      };
  }
}

function valueOf(call: CallExpression, name: string): Expression | undefined {
  return call.arguments.find((argument) => argument.name === name)?.value;
}
