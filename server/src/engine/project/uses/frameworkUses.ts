import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import type { Project } from "../model.ts";
import { installationOf } from "../thirdParty/installation.ts";
import type { DeclaredField, EntityGraph } from "./entityGraph.ts";
import type { FrameworkUseEntry } from "./frameworkUses.d.yml.ts";
import entries from "./frameworkUses.yml";
import { isLogged } from "./loggedBySettings.ts";
import type { LinkedUse } from "./linkUses.ts";

/** What a package does with a field, though no line of it is in the project's code. */
export interface FrameworkUse {
  readonly does: string;
  /** What of the package does it: a function, or a method with its class. */
  readonly caller: string;
  /** What makes it concern the field. */
  readonly on: FrameworkUseEntry["on"];
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

/** What packages that the project uses do with a field that a model has. `label`: of the model, in small letters. */
export function frameworkUsesOf(
  model: DeclaredEntity,
  { declared, field }: DeclaredField,
  uses: readonly LinkedUse[],
  { graph, label, project }: { readonly graph: EntityGraph; readonly label: string; readonly project: Project },
): readonly FrameworkUse[] {
  const isInstalled = installedIn(project);
  const user = graph.userFor(model.schema);
  const isOfUser = user !== null && graph.isOrInherits(user, model);
  const isNamed = (option: string, byDefault: string): boolean => {
    const named = isOfUser ? graph.fieldOf(user, optionOf(graph.ancestry(user), option) ?? byDefault) : null;
    return named?.field === field && named.declared.entity === declared.entity;
  };
  const isOn: Readonly<Record<FrameworkUseEntry["on"], () => boolean>> = {
    email: () => isNamed("EMAIL_FIELD", "email"),
    username: () => isNamed("USERNAME_FIELD", "username"),
    unique: () => field.unique && uses.some(({ use }) => use.kind === "form"),
    serialized: () => field.unique && uses.some(({ use }) => use.kind === "serializer"),
    // What is asked of the settings is asked of each package.
    logged: () => true,
    searched: () => uses.some(({ use }) => use.kind === "search" && use.by === "search_fields"),
  };
  const about = { path: model.schema.path, label, field: field.name, settings: project.settings };
  return entries
    .filter((entry) => isInstalled(entry) && isOn[entry.on]() && (!entry.settings || isLogged(entry.settings, about)))
    .map((entry) => ({
      does: entry.does,
      caller: entry.caller,
      on: entry.on,
      lookup: entry.lookup ?? null,
      package: entry.package,
      source: entry.source,
    }));
}

/** Where nothing tells what is installed, Django is, and what the project declares. */
function installedIn({ packages, settings }: Project): (entry: FrameworkUseEntry) => boolean {
  const installed = installationOf(settings).apps;
  return (entry) => {
    if (entry.package !== "django" && !packages.has(entry.package)) return false;
    if (entry.app === undefined || !installed) return true;
    const { app } = entry;
    return !installed.whole || installed.apps.some(({ name }) => name === app || name.startsWith(`${app}.`));
  };
}

/** What the user model names in an option. */
export function optionOf(ancestry: readonly DeclaredEntity[], option: string): string | null {
  for (const { entity } of ancestry) {
    const found = entity.optionUses.find((use) => use.option === option);
    if (found) return found.field;
  }
  return null;
}
