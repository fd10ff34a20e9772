import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import type { FileSchema } from "../../schema/schema.ts";
import type { Project } from "../model.ts";
import { installedApps } from "../settings/installedApps.ts";
import type { EntityGraph } from "./entityGraph.ts";
import type { FrameworkUseEntry } from "./frameworkUses.d.yml.ts";
import entries from "./frameworkUses.yml";
import { fieldKey, type FieldKey, type LinkedUse } from "./linkUses.ts";

/** What a package does with a field, though no line of it is in the project's code. */
export interface FrameworkUse {
  readonly does: string;
  /** How it is compared; null where versions of the package differ. */
  readonly lookup: string | null;
  readonly package: string;
  readonly source: string;
}

/** All that is known of who uses a field. */
export interface UsesOfField {
  readonly uses: readonly LinkedUse[];
  readonly byPackages: readonly FrameworkUse[];
}

/** What packages that the project uses do with a field that a file declares. */
export function frameworkUsesOf(
  field: { readonly path: string; readonly entity: string; readonly name: string },
  uses: readonly LinkedUse[],
  { graph, project }: { readonly graph: EntityGraph; readonly project: Project },
): readonly FrameworkUse[] {
  const isInstalled = installedIn(project);
  const key = fieldKey(field.path, field.entity, field.name);
  const schema = graph.schemaOf(field.path);
  const declared = schema?.entities
    .find(({ name }) => name === field.entity)
    ?.fields.find(({ name }) => name === field.name);
  const isOn: Readonly<Record<FrameworkUseEntry["on"], () => boolean>> = {
    email: () => key === userFieldKey(graph, schema, "EMAIL_FIELD", "email"),
    username: () => key === userFieldKey(graph, schema, "USERNAME_FIELD", "username"),
    unique: () => declared?.unique === true && uses.some(({ use }) => use.kind === "form"),
    serialized: () => declared?.unique === true && uses.some(({ use }) => use.kind === "serializer"),
    searched: () => uses.some(({ use }) => use.kind === "search" && use.by === "search_fields"),
  };
  return entries
    .filter((entry) => isInstalled(entry) && isOn[entry.on]())
    .map((entry) => ({
      does: entry.does,
      lookup: entry.lookup ?? null,
      package: entry.package,
      source: entry.source,
    }));
}

/** Where nothing tells what is installed, Django is, and what the project declares. */
function installedIn({ packages, settings }: Project): (entry: FrameworkUseEntry) => boolean {
  const installed = installedApps(settings, "production");
  return (entry) => {
    if (entry.package !== "django" && !packages.has(entry.package)) return false;
    if (entry.app === undefined || !installed) return true;
    const { app } = entry;
    return !installed.whole || installed.apps.some(({ name }) => name === app || name.startsWith(`${app}.`));
  };
}

/** The field that the user model names in an option, or else the one that Django takes. */
function userFieldKey(graph: EntityGraph, file: FileSchema | null, option: string, byDefault: string): FieldKey | null {
  const user = file && graph.userFor(file);
  if (!user) return null;
  const named = optionOf(graph.ancestry(user), option) ?? byDefault;
  const step = graph.step(user, named);
  if (step?.kind !== "field") return null;
  const { declared, field } = step.found;
  return fieldKey(declared.schema.path, declared.entity.name, field.name);
}

function optionOf(ancestry: readonly DeclaredEntity[], option: string): string | null {
  for (const { entity } of ancestry) {
    const found = entity.optionUses.find((use) => use.option === option);
    if (found) return found.field;
  }
  return null;
}
