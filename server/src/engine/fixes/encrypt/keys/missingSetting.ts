import { givenKeys } from "../../../project/keys/givenKeys.ts";
import { runWith } from "../../../project/keys/keyUses.ts";
import keyFacts from "../../../protection/keyFacts.yml";
import type { Provider } from "../../../protection/provider.ts";
import type { FixContext } from "../../model.ts";

/**
 * Settings that certainly lack the key of a package, which no fix can make up: a field of it could be neither written nor read there. A
 * sentence; null where they have it, where the package does without, or where nobody knows.
 */
export function againstMissingSetting({ project, file }: FixContext, { id }: Provider): string | null {
  const facts = keyFacts.packages.find(({ provider }) => provider === id)!;
  if (facts.distributions.length === 0 || facts.elsewhere || facts.secretKey === "instead") return null;
  const { settings } = project;
  const main = settings.environmentFor("production", file.schema.path);
  const lacking = (main ? runWith(project, main.folder) : []).find(
    (environment) =>
      settings.missingIn(environment).length === 0 && givenKeys(project, { facts }, environment).length === 0,
  );
  if (!lacking) return null;
  return `\`${lacking.module}\` has no \`${facts.settings[0]!}\`, without which ${facts.name}, a package that this project declares, reads nothing: add it there first, or take out the package where nothing uses it.`;
}
