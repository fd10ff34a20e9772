import type { InheritedField } from "../inheritedFields.ts";
import type { ClassifiedField, Project } from "../model.ts";
import type { Policy } from "../policy/model.ts";
import { normalisedName } from "../packages/requirement.ts";
import type { ProjectSettings } from "../settings/readSettings.ts";
import { fieldsOfModel } from "./fieldsOfModel.ts";
import { installationOf, modelsNamedBy } from "./installation.ts";
import { allKnownModels, type KnownModel, modelForSetting } from "./knownModels.ts";
import packages from "./packages.yml";
import { NO_SOURCES, type SourceModels } from "./sourceModels.ts";

/**
 * A model that a package adds to the project's database, or a base of the project's own models in a package, as the version of the
 * package declares it that was read.
 */
export interface InstalledModel {
  /** Label of its app, or name of the package. */
  readonly app: string;
  readonly name: string;
  /** In the database; of an abstract base none that there is. */
  readonly table: string;
  readonly distribution: string;
  /** That was read. */
  readonly version: string;
  /** That the project has, where its lists of dependencies say so and it is another one. */
  readonly otherVersion: string | null;
  /** Address of the package's documentation. */
  readonly documentation: string;
  /** Of the module that declares it, below the folder of installed packages. */
  readonly path: string;
  /** Those that are sensitive, inherited ones among them. */
  readonly fields: readonly ClassifiedField[];
}

/**
 * Models with sensitive fields of the apps that the project's settings install, where we know the package; what was read in an
 * environment counts before the data. Pure; what cannot be read installs nothing.
 */
export function installedModels(
  project: Pick<Project, "settings" | "packages">,
  policy: Policy,
  sources: SourceModels = NO_SOURCES,
): readonly InstalledModel[] {
  return modelsOfApps(project, sources).flatMap((model) => {
    const fields = [...fieldsOfModel(model, policy).values()].filter(isSensitive);
    return fields.length > 0 ? installedModel(model, fields, project.packages) : [];
  });
}

/** The models that packages add to the project's database, whatever they hold. */
export function modelsOfApps(
  { settings }: Pick<Project, "settings">,
  sources: SourceModels = NO_SOURCES,
): readonly KnownModel[] {
  return [...knownModelsOf(new Set(installationOf(settings).names), sources), ...sources.ofApps].filter(
    (model) => !model.entity.abstract && !model.entity.proxy && !isReplaced(model, settings),
  );
}

/**
 * The bases in packages that models of the project have sensitive fields from, each field once: those that `others` show already are
 * left out.
 */
export function basesInPackages(
  inherited: readonly InheritedField[],
  others: readonly InstalledModel[],
  packages: Project["packages"],
): readonly InstalledModel[] {
  const shown = new Set(others.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const bases = new Map<KnownModel, ClassifiedField[]>();
  for (const { installed, subject } of inherited) {
    if (!installed || shown.has(subject.field) || !isSensitive(subject)) continue;
    shown.add(subject.field);
    bases.set(installed, [...(bases.get(installed) ?? []), subject]);
  }
  return [...bases].map(([model, fields]) => installedModel(model, fields, packages));
}

/** With some of its fields. */
export function installedModel(
  { app, entity, schema, package: { distribution, version, source } }: KnownModel,
  fields: readonly ClassifiedField[],
  packages: Project["packages"],
): InstalledModel {
  const otherVersion = packages.get(normalisedName(distribution))?.version ?? null;
  return {
    app,
    name: entity.name,
    table: entity.table ?? `${app}_${entity.name}`.toLowerCase(),
    distribution,
    version,
    otherVersion: otherVersion === version ? null : otherVersion,
    documentation: source,
    path: schema.path,
    fields,
  };
}

/** Those that the data have, unless their module was read. */
function knownModelsOf(names: ReadonlySet<string>, { lookup }: SourceModels): readonly KnownModel[] {
  // With its distribution: two of them may use the same label.
  const installed = new Set(
    packages().flatMap(({ distribution, apps }) =>
      Object.entries(apps).flatMap(([name, label]) => (names.has(name) ? `${distribution} ${label}` : [])),
    ),
  );
  if (installed.size === 0) return [];
  return allKnownModels().filter(
    ({ app, schema, package: { distribution } }) =>
      installed.has(`${distribution} ${app}`) && !lookup.hasModule(schema.path),
  );
}

/** Whether the settings name another model in its place. */
function isReplaced(model: KnownModel, settings: ProjectSettings): boolean {
  const { setting, app, entity } = model;
  if (setting === null) return false;
  const label = `${app}.${entity.name}`.toLowerCase();
  return modelsNamedBy(settings, setting).every((named) =>
    // What is named without being known is hardly what stands there anyway.
    named === null ? isOtherModel(modelForSetting(setting), model) : named !== label,
  );
}

/** A setting that we know nothing of stands for the model that names it. */
function isOtherModel(standard: KnownModel | null, { app, entity }: KnownModel): boolean {
  return standard !== null && (standard.app !== app || standard.entity.name !== entity.name);
}

function isSensitive({ classification }: ClassifiedField): boolean {
  return classification.verdict === "sensitive";
}
