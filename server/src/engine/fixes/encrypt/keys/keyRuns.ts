import { readModule } from "../../../languages/python/module.ts";
import type { KeySetting } from "../../../project/keys/publicKey.ts";
import type { Project } from "../../../project/model.ts";
import type { SettingsEnvironment } from "../../../project/settings/environments.ts";
import { environmentVariables } from "../../../project/settings/environmentVariables.ts";
import { isAssigned } from "./settingsBlock.ts";
import { settingsHomes } from "./settingsHomes.ts";

/** What runs of the project need once its settings read keys. */
export interface KeyRuns {
  readonly setting: KeySetting;
  /** Variables that settings read already, by which files are known that give variables to them. */
  readonly variables: ReadonlySet<string>;
  /** The variable behind Django's own secret; null where it has none. */
  readonly secret: string | null;
  /** Whether a run has no key but the variable's. */
  needsVariable(run: KeyRun): boolean;
}

export interface KeyRun {
  /** Variables of the environment that are set for it; null for values that are not known. */
  readonly variables: ReadonlyMap<string, string | null>;
  /** The command line; "" where it is not known. */
  readonly command: string;
}

/** To install it runs no test. */
const PYTEST = /(?<!\b(?:install|add|download)\b[^\n;&|]{0,1000})\b(?:pytest|py\.test)\b/;

/** What only makes data that are thrown away, or none: `migrate` may as well belong to a deployment. */
export const TEST_COMMAND = new RegExp(
  `\\b(manage\\.py|django-admin)\\s+(test|makemigrations|check(?!.*--deploy))\\b|${PYTEST.source}`,
);

/** Null where nothing changes, since keys are read already, or nobody knows where. */
export function keyRuns(project: Project, setting: KeySetting): KeyRuns | null {
  const { settings, texts } = project;
  const homes = settingsHomes(project).filter(
    ({ place }) => !isAssigned(readModule(texts.get(place.path) ?? ""), place.className, setting.name),
  );
  if (homes.length === 0) return null;
  const environments = homes.flatMap((home) => home.environments);
  const keyed = new Set(
    homes.flatMap((home): readonly (SettingsEnvironment | null)[] =>
      home.isLocal ? home.environments : home.local.map(({ environment }) => environment),
    ),
  );
  const variables = environmentVariables(settings, environments);
  const secret = environments
    .map((environment) => settings.valueIn("SECRET_KEY", environment)?.value)
    .find((value) => value?.kind === "environment");
  return {
    setting,
    variables,
    secret: secret?.kind === "environment" ? secret.variable : null,
    needsVariable: (run) => environmentsOf(run, environments).some((environment) => !keyed.has(environment)),
  };
}

/** Those that a run may have: what its variables or its command name, else what the project's own files name for such a command. */
function environmentsOf(
  { variables, command }: KeyRun,
  all: readonly SettingsEnvironment[],
): readonly SettingsEnvironment[] {
  const option = /--(?:ds|settings)[= ]["']?([\w.]+)/.exec(command)?.[1];
  const module = option ?? variables.get("DJANGO_SETTINGS_MODULE");
  const className = variables.get("DJANGO_CONFIGURATION");
  const named = all.filter(
    (environment) =>
      (module === undefined || module === null || environment.module === module) &&
      (className === undefined || className === null || environment.className === className),
  );
  if (module !== undefined || className !== undefined) return named;
  const isTest = PYTEST.test(command);
  const byTests = named.filter(({ namedBy }) => namedBy.some((path) => /\.(ini|cfg|toml)$/.test(path)));
  if (isTest && byTests.length > 0) return byTests;
  const byManage = named.filter(({ namedBy }) => namedBy.some((path) => path.endsWith("manage.py")));
  return byManage.length > 0 ? byManage : named;
}
