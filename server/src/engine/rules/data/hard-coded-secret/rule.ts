import type { FoundSecret } from "../../../project/secrets/model.ts";
import { isTestCode } from "../../../project/testCode.ts";
import type { FlowVerdict, SecretRule } from "../../rule.ts";
import { MADE_UP } from "../severity.ts";

export const hardCodedSecret: SecretRule = {
  meta: {
    id: "data/hard-coded-secret",
    title: "Secrets that are written down in the repository",
    severity: "error",
    since: "0.1.0",
    what: [
      "Looks for secrets in what a project is set up, built and deployed with (`.env` that `.gitignore` does not name, compose files, workflows of GitHub and GitLab, Dockerfiles, values of Helm, shell scripts, keys in PEM), in its Python, and in fixtures and dumps:",
      "",
      "- keys that their form tells: of AWS, GitHub, GitLab, Slack, Stripe (live ones), OpenAI, SendGrid, npm, Shopify, Linear and 1Password, private keys in PEM that no password locks, JSON web tokens, and passwords in the address of another machine;",
      "- long values that a program has made, of variables and settings that are called a secret (`API_TOKEN`, `SMTP_PASSWORD`), also as the default of a variable of the environment. In data only the form counts.",
      "",
      "Placeholders (`changeme`, `${TOKEN}`, `xxx`), examples (`.env.example`), keys of documentation and short passwords of development are left out. `SECRET_KEY` and keys of encrypted fields in settings are the matter of `settings/hard-coded-secret-key` and `keys/hard-coded-key`. Tests are not looked at; what stands in files for demonstrations and development is mentioned with the profile `strict` alone, as are JSON web tokens, which end by themselves more often than not, and in workflows what no form tells.",
      "",
      "There is one finding for a name or a kind in a file; it never shows a value. A comment in a line above, `# fieldguard: ignore[data/hard-coded-secret] REASON`, holds for the rest of the file. Not looked for in a browser.",
    ].join("\n"),
    why: "A secret in a repository is in every clone, in every image that is built from it and in the history for good. Whoever has it acts in the name of the project until it is replaced.",
    bad: 'API_TOKEN = os.environ.get("SMS_API_TOKEN", "9f4e1c7a…")',
    good: 'API_TOKEN = os.environ["SMS_API_TOKEN"]',
    fixes: [],
    references: [
      { title: "CWE-798: Use of Hard-coded Credentials", url: "https://cwe.mitre.org/data/definitions/798.html" },
      {
        title: "CWE-540: Inclusion of Sensitive Information in Source Code",
        url: "https://cwe.mitre.org/data/definitions/540.html",
      },
      { title: "secretlint", url: "https://github.com/secretlint/secretlint" },
    ],
  },

  check({ path, what }): FlowVerdict | null {
    if (isTestCode(path)) return null;
    if (
      what === WEB_TOKEN ||
      MADE_UP.test(path) ||
      FOR_DEVELOPMENT.test(path) ||
      // They start databases and servers of their own for tests; what a form tells is of somewhere else.
      ((what === null || what === ADDRESS) && IN_CHECKS.test(path)) ||
      (what === ADDRESS && IN_DATA.test(path))
    )
      return { severity: "information", profile: "strict" };
    return { severity: what === null ? "warning" : "error" };
  },

  message(secret) {
    return `${subjectOf(secret)} Whoever has the repository or its history can use it. Read it from the environment, and replace it.`;
  },
};

function subjectOf({ name, what, count }: FoundSecret): string {
  if (name !== null) return `\`${name}\` is given a value here that looks like a real secret.`;
  return count === 1 ? `A ${what} stands here.` : `A ${what} stands here, and ${count - 1} more in this file.`;
}

const WEB_TOKEN = "JSON web token";
const ADDRESS = "password in an address";

/** What others have sent to a project, as its tests play it back, stands in such folders more often than its own data. */
const IN_DATA = /(?:^|\/)fixtures\//;

const IN_CHECKS = /(?:^|[/_.-])(?:ci|workflows)(?:[/_.-]|$)/i;

const FOR_DEVELOPMENT =
  /(?:^|[/_.-])(?:dev|develop|development|local|localhost|testing|test_?settings|playground|docs?)(?:[/_.-]|$)/i;
