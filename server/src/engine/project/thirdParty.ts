import { type DeclaredEntity, entityMeant, type EntityLookup } from "../schema/entityLookup.ts";
import type { FileSchema } from "../schema/schema.ts";
import { isKnownModule, modelForSetting, modelLabelled, modelNamed } from "./thirdParty/knownModels.ts";

/** The model of a package that is imported by this name (`django.contrib.auth.models.AbstractUser`); null if unknown. */
export function findThirdParty(qualified: string): DeclaredEntity | null {
  return modelNamed(qualified);
}

const lookups = new WeakMap<EntityLookup, EntityLookup>();

/** The same lookup, with the models of packages behind those of the project: one object for each. */
export function withThirdParty(project: EntityLookup): EntityLookup {
  let lookup = lookups.get(project);
  if (!lookup) {
    lookup = rememberedIn((name, from) => findIn(project, name, from));
    lookups.set(project, lookup);
  }
  return lookup;
}

/** Every model of a file names the same few bases, which are no models of the project. */
function rememberedIn(find: EntityLookup["find"]): EntityLookup {
  const foundFrom = new WeakMap<FileSchema, Map<string, DeclaredEntity | null>>();
  return {
    find(name, from) {
      // The base of nearly every model is none itself, and nobody has to read what packages declare to know that.
      if (name.startsWith("django.db.models.")) return null;
      let found = foundFrom.get(from);
      if (!found) foundFrom.set(from, (found = new Map<string, DeclaredEntity | null>()));
      let declared = found.get(name);
      if (declared === undefined) found.set(name, (declared = find(name, from)));
      return declared;
    },
  };
}

function findIn(project: EntityLookup, name: string, from: FileSchema): DeclaredEntity | null {
  if (isKnownModule(from))
    return findThirdParty(name) ?? findByLabel(name) ?? project.find(name, from) ?? findSetting(name);
  const own = name.startsWith("django.") ? null : entityMeant(name, from, project);
  return own ?? findThirdParty(name) ?? findImported(name, from) ?? findSetting(name) ?? findByLabel(name);
}

/** `User` in a file that imports it from a package. */
function findImported(name: string, from: FileSchema): DeclaredEntity | null {
  if (name.includes(".")) return null;
  const ending = `.${name}`;
  const imported = from.imports.find((item) => item.endsWith(ending));
  return imported === undefined ? null : findThirdParty(imported);
}

/** `settings.AUTH_USER_MODEL`, where the project names no model of its own there. */
function findSetting(name: string): DeclaredEntity | null {
  const setting = /^(?:django\.conf\.)?settings\.(\w+)$/.exec(name)?.[1];
  return setting === undefined ? null : modelForSetting(setting);
}

/** `auth.User`. */
function findByLabel(name: string): DeclaredEntity | null {
  return modelLabelled(name);
}
