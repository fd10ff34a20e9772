import type { KeyUse } from "../../../project/keys/keyUses.ts";
import { type Written, writtenIn } from "../../../project/keys/writtenKeys.ts";
import type { Project } from "../../../project/model.ts";
import type { SettingsEnvironment } from "../../../project/settings/environments.ts";
import type { SettingsRule, Severity } from "../../rule.ts";
import { fieldsOf } from "../fieldsOf.ts";

export const hardCodedKey: SettingsRule = {
  meta: {
    id: "keys/hard-coded-key",
    title: "Key of encrypted fields that is written down in the settings",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds a key of encrypted fields that stands in the settings as it is, where the project may be deployed with them: in",
      "the setting that the package reads, or in SECRET_KEY where that is the key. Settings that only tests and a developer's own machine",
      "run with are left alone, as is the default of a variable of the environment that says itself that it is for",
      "development. A default that does not is found: nothing tells when production runs without the variable.",
      "What pydantic-settings, and classes of the project like those, give to a setting is not looked at.",
      "",
      "That a key was never replaced, no rule finds: when it was made, and what it took the place of, stands in no file of a project. One key",
      "in a list is what a new project and one that has just replaced its key have as well. The page on keys says when to replace it, and how.",
    ].join("\n"),
    why: [
      "Code is copied: to every developer, to every build, to backups and to whoever gets at one of them. Who has the key",
      "and a copy of the database has the values, as if nothing were encrypted. What was ever committed stays in the history, so",
      "that the key has to be replaced as well as moved.",
    ].join("\n"),
    bad: 'FERNET_KEYS = ["the key itself"]',
    good: 'FERNET_KEYS = os.environ["FERNET_KEYS"].split(",")',
    fixes: ["move-key"],
    references: [
      { title: "CWE-321: Use of Hard-coded Cryptographic Key", url: "https://cwe.mitre.org/data/definitions/321.html" },
      {
        title: "OWASP Cryptographic Storage Cheat Sheet: Key Storage",
        url: "https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html#key-storage",
      },
    ],
  },

  *check({ project, uses }) {
    for (const use of uses) {
      for (const environment of use.environments) {
        for (const name of keyNames(project, use, environment)) {
          const setting = project.settings.valueIn(name, environment);
          const written = setting && writtenIn(setting);
          const place = setting?.places.at(-1);
          if (!written || !place) continue;
          yield { severity: SEVERITIES[written], message: messageOf(name, written, use), place, setting: name };
        }
      }
    }
  },
};

/** What makes the key there: a salt makes none, but SECRET_KEY does where it is a part of it or stands in for a setting that is missing. */
function keyNames({ settings }: Project, { facts }: KeyUse, environment: SettingsEnvironment): readonly string[] {
  if (facts.secretKey === "part") return ["SECRET_KEY"];
  const given = facts.settings.filter((name) => settings.valueIn(name, environment) !== null);
  return given.length === 0 && facts.secretKey === "instead" ? ["SECRET_KEY"] : given;
}

const SEVERITIES: Readonly<Record<Written, Severity>> = {
  always: "warning",
  default: "warning",
  maybe: "information",
};

function messageOf(name: string, written: Written, use: KeyUse): string {
  const what = `\`${name}\`, with which ${fieldsOf(use)} encrypted,`;
  switch (written) {
    case "always":
      return `${what} is written down here: whoever has the code and a copy of the database can read the values. Read it from the environment, then replace it, since it stays in the history.`;
    case "default":
      return `${what} has a default that is written down here, which counts wherever the variable is missing. Leave it out, so that this is noticed, and replace the key if anything was encrypted with it.`;
    case "maybe":
      return `${what} is written down here, unless settings that are not part of the project give another one. Read it from the environment, then replace it if anything was encrypted with it.`;
  }
}
