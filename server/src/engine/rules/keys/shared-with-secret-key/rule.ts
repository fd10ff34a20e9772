import type { KeyUse } from "../../../project/keys/keyUses.ts";
import { type SecretKeyUse, secretKeyUse } from "../../../project/keys/secretKeyUse.ts";
import type { SettingsRule } from "../../rule.ts";
import { fieldsOf } from "../fieldsOf.ts";

export const sharedWithSecretKey: SettingsRule = {
  meta: {
    id: "keys/shared-with-secret-key",
    title: "Fields that are encrypted with Django's SECRET_KEY",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds encrypted fields whose key is SECRET_KEY, or is made of it: because the settings say so, or because they give no key",
      "of its own to a package that takes SECRET_KEY instead. Where a package always derives its key from it, that is only mentioned.",
    ].join("\n"),
    why: [
      "SECRET_KEY signs sessions and links, and is to be replaced when it may have become known, or from time to time. Values that are",
      "encrypted with it cannot be read any more then. And whoever gets hold of it by a mistake in either use has both.",
    ].join("\n"),
    bad: "FERNET_KEYS = [SECRET_KEY]",
    good: 'FERNET_KEYS = os.environ["FERNET_KEYS"].split(",")',
    fixes: [],
    references: [
      {
        title: "Django: SECRET_KEY",
        url: "https://docs.djangoproject.com/en/5.2/ref/settings/#secret-key",
      },
      {
        title: "NIST SP 800-57 Part 1, 5.2: Key usage",
        url: "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
      },
    ],
  },

  *check({ project, uses }) {
    for (const use of uses) {
      for (const environment of use.environments) {
        const shared = secretKeyUse(project, use, environment);
        if (!shared) continue;
        const { how, setting, place } = shared;
        yield {
          severity: how === "part" || how === "signed" ? "hint" : "warning",
          message: messageOf(use, shared),
          place,
          setting,
        };
      }
    }
  },
};

function messageOf(use: KeyUse, { how, setting }: SecretKeyUse): string {
  const { facts } = use;
  const fields = fieldsOf(use);
  switch (how) {
    case "setting":
      return `\`${setting}\`, with which ${fields} encrypted, is \`SECRET_KEY\` or made of it: once that is replaced, the values cannot be read any more. Make a key of its own; the old one has to stay readable until every row was saved again.`;
    case "instead":
      return `Without a \`${facts.settings[0]}\`, ${fields} encrypted with \`SECRET_KEY\`: once that is replaced, the values cannot be read any more. Set \`${facts.secretKeyAs}\`, with the value that \`SECRET_KEY\` has now, then give it a key of its own.`;
    case "signed":
      return `${fields} encrypted by a package that signs what it stores with \`SECRET_KEY\`, whatever \`${facts.settings[0]}\` is: once that is replaced, the values cannot be read any more. ${facts.rotation}`;
    case "part":
      return `The key with which ${fields} encrypted is derived from \`SECRET_KEY\`: before that is replaced, put the old one into \`SECRET_KEY_FALLBACKS\`, and leave it there until every row was saved again.`;
  }
}
