import type { KeyUse } from "../../../project/keys/keyUses.ts";
import { type Rotation, rotationOf, type SecretKeyUse, secretKeyUse } from "../../../project/keys/secretKeyUse.ts";
import type { Severity, SettingsRule } from "../../rule.ts";
import { fieldsOf } from "../fieldsOf.ts";

export const secretKeyRotated: SettingsRule = {
  meta: {
    id: "keys/secret-key-rotated",
    title: "SECRET_KEY that is replaced while fields are encrypted with it",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds settings that tell of an older SECRET_KEY (SECRET_KEY_FALLBACKS with something in it, OLD_SECRET_KEY and the like), or",
      "in which a comment says that it was replaced, while the key of encrypted fields is SECRET_KEY or made of it, or what is stored is",
      "signed with it, as by django-cryptography whatever its own key is. A",
      "variable that gives older ones is a warning, as is a comment. Packages that decrypt with SECRET_KEY_FALLBACKS as well keep what was",
      "encrypted before, as long as the old key stands there, which is mentioned.",
    ].join("\n"),
    why: [
      "Django signs with the new key and still takes what the old one signed. Most packages that encrypt know the new one alone: all",
      "that was stored before can no longer be read, and some of them hand out ciphertext as if it were the value.",
    ].join("\n"),
    bad: [
      'SECRET_KEY = os.environ["SECRET_KEY"]',
      'SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]',
      "# FERNET_KEYS is not set, so that fields are encrypted with SECRET_KEY.",
    ].join("\n"),
    good: [
      'SECRET_KEY = os.environ["SECRET_KEY"]',
      'SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]',
      'FERNET_KEYS = [os.environ["FERNET_KEY"]]',
    ].join("\n"),
    fixes: [],
    references: [
      {
        title: "Django: SECRET_KEY_FALLBACKS",
        url: "https://docs.djangoproject.com/en/5.2/ref/settings/#secret-key-fallbacks",
      },
    ],
  },

  *check({ project, uses }) {
    for (const use of uses) {
      for (const environment of use.environments) {
        const rotation = rotationOf(project, environment);
        const shared = rotation && secretKeyUse(project, use, environment);
        if (!rotation || !shared) continue;
        const isKept = use.facts.fallbacks === true && rotation.setting === "SECRET_KEY_FALLBACKS";
        const { how, place, setting } = rotation;
        yield {
          severity: isKept ? "information" : SEVERITIES[how],
          message: isKept ? keptMessage(use) : lostMessage(use, rotation, shared),
          place,
          setting,
        };
      }
    }
  },
};

const SEVERITIES: Readonly<Record<Rotation["how"], Severity>> = {
  done: "error",
  prepared: "warning",
  said: "warning",
};

function keptMessage(use: KeyUse): string {
  return `What ${fieldsOf(use)} encrypted with hangs on \`SECRET_KEY\`: save every row again before an old one is taken out of \`SECRET_KEY_FALLBACKS\`.`;
}

function lostMessage(use: KeyUse, { how, setting }: Rotation, shared: SecretKeyUse): string {
  const hangs = `What ${fieldsOf(use)} encrypted with hangs on \`SECRET_KEY\``;
  const { remedy, prevention } = remediesOf(use, shared);
  switch (how) {
    case "done":
      return `${hangs}, which was replaced, as \`${setting}\` tells: what was stored before is read with the old one alone. ${remedy}`;
    case "prepared":
      return `${hangs}, and \`${setting}\` may hold an older one: what was stored with that can no longer be read. ${prevention}`;
    case "said":
      return `${hangs}, which was replaced, as a comment says here: what was stored before is read with the old one alone. ${remedy}`;
  }
}

/** What helps when it is replaced already, and what before that. */
function remediesOf(
  { facts }: KeyUse,
  { how, setting }: SecretKeyUse,
): Readonly<Record<"remedy" | "prevention", string>> {
  if (how === "signed") return { remedy: facts.rotation, prevention: facts.rotation };
  if (facts.fallbacks) {
    return {
      remedy: "Put it into `SECRET_KEY_FALLBACKS` until every row was saved again.",
      prevention: "Put that into `SECRET_KEY_FALLBACKS` until every row was saved again.",
    };
  }
  const apart =
    how === "setting"
      ? `make \`${setting}\` of the old one alone, in the same way,`
      : `set \`${facts.secretKeyAs}\`, with the value of the old one,`;
  return {
    remedy: `Before anything is written ${apart} so that fields have a key of their own.`,
    prevention: `Before \`SECRET_KEY\` is replaced ${apart} so that fields have a key of their own.`,
  };
}
