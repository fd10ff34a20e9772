import { writtenIn } from "../../../project/keys/writtenKeys.ts";
import type { Setting } from "../../../project/settings/readSettings.ts";
import { textOf } from "../../../project/settings/value.ts";
import type { DeploymentRule } from "../../rule.ts";
import { placeOf } from "../../deployment.ts";
import { type Defaulted, refusesDefault } from "./refusesDefault.ts";

export const hardCodedSecretKey: DeploymentRule = {
  meta: {
    id: "settings/hard-coded-secret-key",
    title: "SECRET_KEY that is written down in the settings",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds a `SECRET_KEY`, or one of `SECRET_KEY_FALLBACKS`, that stands as it is in settings that the project may be deployed with, or as the default of a variable unless it",
      "says itself that it is for development, or the project refuses to start with it. Where it encrypts fields, `keys/hard-coded-key` tells of it. `manage.py check --deploy` tells of keys that",
      "`startproject` made as `security.W009`.",
    ].join("\n"),
    why: [
      "Who has the code signs sessions, links that reset passwords and whatever else is signed, in the name of anybody. It stays in the",
      "history, so that it has to be replaced as well as moved.",
    ].join("\n"),
    bad: 'SECRET_KEY = "django-insecure-…"',
    good: 'SECRET_KEY = os.environ["SECRET_KEY"]',
    fixes: [],
    references: [
      { title: "CWE-798: Use of Hard-coded Credentials", url: "https://cwe.mitre.org/data/definitions/798.html" },
      { title: "Django: SECRET_KEY", url: "https://docs.djangoproject.com/en/5.2/ref/settings/#secret-key" },
    ],
  },

  *check({ project, environment }) {
    for (const name of ["SECRET_KEY", "SECRET_KEY_FALLBACKS"]) {
      const setting = project.settings.valueIn(name, environment);
      const written = setting && setting.certainty !== "varies" ? writtenIn(setting) : null;
      if (!setting || written === null || written === "maybe") continue;
      const { path } = placeOf(setting);
      // `if not DEBUG and SECRET_KEY == DEFAULT: raise …`: the project does not start with it.
      if (written === "default" && refusesDefault(project.texts.get(path) ?? "", defaultOf(setting))) continue;
      yield {
        severity: "warning",
        place: placeOf(setting),
        setting: name,
        message:
          written === "always"
            ? `Whoever has the code can sign sessions and links that reset passwords, in the name of anybody. Read \`${name}\` from the environment, and replace it, since it stays in the history.`
            : `\`${name}\` has a default that is written down here, which counts wherever the variable is missing. Leave it out, so that this is noticed.`,
      };
    }
  },
};

function defaultOf({ name, value }: Setting): Defaulted {
  if (value.kind !== "environment") return { name, variable: null, text: null };
  return { name, variable: value.variable, text: value.default && textOf(value.default) };
}
