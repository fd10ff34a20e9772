import { numberOf, textOf } from "../../../project/settings/value.ts";
import { callsItselfProduction } from "../../../project/settings/deployed.ts";
import type { Deployment, DeploymentRule, SettingsViolation } from "../../rule.ts";
import { hasText, isFalse, isMissing, placeOf, surelyGiven } from "../../deployment.ts";

export const insecureCookie: DeploymentRule = {
  meta: {
    id: "settings/insecure-cookie",
    title: "Cookies of sessions that others can read, or that hold what a session holds",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with: session and CSRF cookies that are sent without TLS (`SESSION_COOKIE_SECURE`,",
      "`CSRF_COOKIE_SECURE`), session cookies that scripts can read, that other sites have sent along, or that hold all that is in the session; with the profile",
      "`strict` also sessions of more than two weeks. That `…_SECURE` is missing counts only in settings that call themselves production, and where",
      "its middleware runs. `manage.py check --deploy` tells of the first as `security.W012` and `security.W016`, and of scripts as `security.W013`; what",
      "`SILENCED_SYSTEM_CHECKS` silences there is not found here.",
    ].join("\n"),
    why: "Whoever has the cookie of a session is its owner, and sees all that the owner sees.",
    bad: "SESSION_COOKIE_SECURE = False",
    good: "SESSION_COOKIE_SECURE = True",
    fixes: ["secure-cookie"],
    references: [
      {
        title: "CWE-614: Sensitive Cookie in HTTPS Session Without 'Secure' Attribute",
        url: "https://cwe.mitre.org/data/definitions/614.html",
      },
      {
        title: "Django: Session security",
        url: "https://docs.djangoproject.com/en/5.2/topics/http/sessions/#session-security",
      },
    ],
  },

  *check(deployment) {
    if (runs(deployment, SESSIONS)) {
      yield* sentInPlain(deployment, "SESSION_COOKIE_SECURE", "security.W012");
      yield* ofSessions(deployment);
    }
    if (runs(deployment, CSRF)) yield* sentInPlain(deployment, "CSRF_COOKIE_SECURE", "security.W016");
  },
};

const SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware";
const CSRF = "django.middleware.csrf.CsrfViewMiddleware";
const TWO_WEEKS = 14 * 24 * 60 * 60;

function* sentInPlain(deployment: Deployment, name: string, check: string): Iterable<SettingsViolation> {
  if (isSilenced(deployment, check)) return;
  const { project, environment } = deployment;
  const given = surelyGiven(deployment, name);
  const said = { severity: "information", setting: name } as const;
  if (given && isFalse(given.value)) {
    const message = `The cookie is sent without TLS as well, where others can read it (\`${check}\` of \`check --deploy\`). Let it be \`True\` where the project is deployed.`;
    yield { ...said, place: placeOf(given), message };
  } else if (isMissing(deployment, name) && callsItselfProduction(environment)) {
    const place = project.settings.valueIn("MIDDLEWARE", environment)!.places.at(-1)!;
    const message = `\`${environment.module}\` has no \`${name}\`, so that the cookie is sent without TLS as well, where others can read it (\`${check}\` of \`check --deploy\`). Set it to \`True\` there.`;
    yield { ...said, place, message };
  }
}

function* ofSessions(deployment: Deployment): Iterable<SettingsViolation> {
  const scripts = surelyGiven(deployment, "SESSION_COOKIE_HTTPONLY");
  if (scripts && isFalse(scripts.value) && !isSilenced(deployment, "security.W013"))
    yield {
      severity: "warning",
      setting: scripts.name,
      place: placeOf(scripts),
      message:
        "Any script of a page can read the cookie of a session, and so can one that somebody smuggles in. Leave this out: it is `True` by itself.",
    };
  const sites = surelyGiven(deployment, "SESSION_COOKIE_SAMESITE");
  if (sites && (isFalse(sites.value) || textOf(sites.value) === "None"))
    yield {
      severity: "information",
      setting: sites.name,
      place: placeOf(sites),
      message: `The cookie of a session is sent with what other sites ask for. Unless it has to be, as within their frames, leave this out: it is \`"Lax"\` by itself.`,
    };
  const engine = surelyGiven(deployment, "SESSION_ENGINE");
  if (engine && textOf(engine.value) === "django.contrib.sessions.backends.signed_cookies")
    yield {
      severity: "information",
      setting: engine.name,
      place: placeOf(engine),
      message:
        "All that a session holds goes into its cookie, signed but not encrypted, and cannot be taken back. Keep sessions in the database or a cache if they hold anything of people.",
    };
  const age = surelyGiven(deployment, "SESSION_COOKIE_AGE");
  if (age && (numberOf(age.value) ?? 0) > TWO_WEEKS)
    yield {
      severity: "information",
      profile: "strict",
      setting: age.name,
      place: placeOf(age),
      message: "Sessions last for more than two weeks, also on machines that several people use.",
    };
}

function runs({ project, environment }: Deployment, middleware: string): boolean {
  return hasText(project.settings.valueIn("MIDDLEWARE", environment)?.value, middleware);
}

function isSilenced({ project, environment }: Deployment, check: string): boolean {
  const value = project.settings.valueIn("SILENCED_SYSTEM_CHECKS", environment)?.value;
  return value?.kind === "list" && value.items.some((item) => textOf(item.value) === check);
}
