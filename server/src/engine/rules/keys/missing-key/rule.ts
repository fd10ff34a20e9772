import { givenKeys, placeOfMissing } from "../../../project/keys/givenKeys.ts";
import type { SettingsRule } from "../../rule.ts";
import { fieldsOf } from "../fieldsOf.ts";

export const missingKey: SettingsRule = {
  meta: {
    id: "keys/missing-key",
    title: "Encrypted fields without a key in the settings",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds settings that a project may be deployed with, and that do not give the key which its encrypted fields read. Settings that",
      "take all names from a module that is not there, or are put together while they are read (`globals()[name] = …`, dynaconf), are left",
      "alone, since that may give it; so are packages that can get their key elsewhere, or that take SECRET_KEY instead (keys/shared-with-secret-key).",
    ].join("\n"),
    why: [
      "Without its key nothing can be written or read: the project fails with the first value, or does not start. Settings for",
      "development often have the key, so that nobody notices before it is deployed.",
    ].join("\n"),
    bad: 'INSTALLED_APPS = ["shop"]  # and no SECURED_FIELDS_KEY, which its fields read',
    good: 'SECURED_FIELDS_KEY = os.environ["SECURED_FIELDS_KEY"]',
    fixes: [],
    references: [
      {
        title: "Django: Deployment checklist",
        url: "https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/",
      },
    ],
  },

  *check({ project, uses }) {
    for (const use of uses) {
      const { facts } = use;
      if (facts.elsewhere || facts.secretKey === "instead") continue;
      for (const environment of use.environments) {
        if (project.settings.missingIn(environment).length > 0) continue;
        if (givenKeys(project, use, environment).length > 0) continue;
        const [setting] = facts.settings;
        const place = placeOfMissing(project, environment);
        const message = `\`${environment.module}\` has no \`${setting}\`, with which ${fieldsOf(use)} encrypted: without it no value can be written or read. Read it from the environment there.`;
        yield { severity: "error", message, place, setting: setting! };
      }
    }
  },
};
