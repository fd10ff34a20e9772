import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import { appOf } from "../app.ts";
import type { ProjectSettings } from "../settings/readSettings.ts";
import type { EntityGraph } from "./entityGraph.ts";

/** Bases of user models (https://docs.djangoproject.com/en/5.2/topics/auth/customizing/). */
const BASES = new Set(["AbstractUser", "AbstractBaseUser"]);

/**
 * The project's own user model: what the settings name, or else the only one that inherits from Django's. Null when there
 * is none, or nothing tells which.
 */
export function userModelOf(graph: EntityGraph, settings: ProjectSettings): DeclaredEntity | null {
  const named = settings.valueOf("AUTH_USER_MODEL", "production")?.value;
  if (named?.kind === "literal" && typeof named.value === "string") {
    const [app, name] = named.value.split(".");
    const called = graph.entities.filter(({ entity }) => entity.name === name);
    const found = called.find(({ entity, schema }) => (entity.appLabel ?? appOf(schema.path)) === app) ?? called[0];
    if (found) return found;
  }
  const own = graph.entities.filter(
    ({ entity }) => !entity.abstract && entity.bases.some(({ text }) => BASES.has(lastPart(text))),
  );
  return own.length === 1 ? own[0]! : null;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
