import { KEYS } from "../../../project/keys/publicKey.ts";
import type { Project } from "../../../project/model.ts";
import { MAKE_A_KEY } from "../../../protection/generated/provider.ts";
import { keyRuns } from "./keyRuns.ts";

/** What a person has to do with the first key, in order. Nothing where keys are read already. */
export function beforeDeploying(project: Project): readonly string[] {
  const runs = keyRuns(project);
  if (!runs) return [];
  const where = runs.secret === null ? "its secrets" : `\`${runs.secret}\``;
  return [
    `Before you deploy: make a key for each environment that holds real data, with \`${MAKE_A_KEY}\`.`,
    `Put it where production gets ${where} from, as the variable \`${KEYS}\`, and into no file of the repository.`,
    "Keep a copy where the database and its backups are not: without the key the values are lost.",
    `Deploy in this order: the variable, then \`manage.py migrate\` (with \`--database\` for each further one), then the processes that run this code. \`manage.py check --deploy\` with the settings of production fails as long as the key is missing.`,
  ];
}
