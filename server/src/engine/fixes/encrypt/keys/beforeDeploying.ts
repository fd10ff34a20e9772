import { ENCRYPTION_KEYS, type KeySetting } from "../../../project/keys/publicKey.ts";
import type { Project } from "../../../project/model.ts";
import { MAKE_A_KEY } from "../../../protection/generated/provider.ts";
import keyFacts from "../../../protection/keyFacts.yml";
import type { Provider } from "../../../protection/provider.ts";
import { keyRuns } from "./keyRuns.ts";

/** What a person has to do with the first key, in order. Nothing where keys are read already. */
export function beforeDeploying(project: Project, keys: readonly KeySetting[] = [ENCRYPTION_KEYS]): readonly string[] {
  const all = keys.map((each) => keyRuns(project, each)).filter((runs) => runs !== null);
  if (all.length === 0) return [];
  const secret = all[0]!.secret;
  const where = secret === null ? "its secrets" : `\`${secret}\``;
  const variables = all.map(({ setting }) => `\`${setting.name}\``).join(" and ");
  const isOne = all.length === 1;
  return [
    `Before you deploy: make a key ${isOne ? "" : "of its own for each of the variables, and "}for each environment that holds real data, with \`${MAKE_A_KEY}\`.`,
    `Put ${isOne ? "it" : "them"} where production gets ${where} from, as the variable${isOne ? "" : "s"} ${variables}, and into no file of the repository.`,
    "Keep a copy where the database and its backups are not: without the key the values are lost.",
    `Deploy in this order: the variable${isOne ? "" : "s"}, then \`manage.py migrate\` (with \`--database\` for each further one), then the processes that run this code. \`manage.py check --deploy\` with the settings of production fails as long as the key is missing.`,
  ];
}

/** Packages bring no system check of their keys, and no fix adds one to what is not the project's own: a person has to look. */
export function beforeDeployingPackages(providers: readonly Provider[]): readonly string[] {
  const ids = new Set(providers.map(({ id }) => id));
  return keyFacts.packages
    .filter(({ provider, distributions }) => provider !== undefined && ids.has(provider) && distributions.length > 0)
    .map(
      ({ name, settings, secretKey }) =>
        `Before you deploy: \`manage.py check --deploy\` does not notice where production lacks the key of ${name} (\`${settings[0]!}\`${secretKey === "instead" ? ", or else `SECRET_KEY`" : ""}), or has another one. Let a step of each deployment, with production's settings, read a value that was encrypted before, and write one in a transaction that is rolled back.`,
    );
}
