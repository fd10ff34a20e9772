import type { PanelField } from "../src/panel/messages.ts";
import { isCounted } from "./figures.ts";
import type { Scope, ViewState } from "./viewState.ts";

export function isInScope(field: PanelField, scope: Scope): boolean {
  switch (scope.kind) {
    case "all":
      return true;
    case "app":
      return field.app === scope.app;
    case "entity":
      return field.entityId === scope.entityId;
  }
}

/** A test of fields: all pressed figures, and every word of the search. */
export function filterOf({ figures, search, scope }: ViewState): (field: PanelField) => boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return (field) =>
    isInScope(field, scope) &&
    figures.every((figure) => isCounted(field, figure)) &&
    words.every((word) => isFoundIn(field, word));
}

export function isNarrowed({ figures, search, scope }: ViewState): boolean {
  return figures.length > 0 || search.trim() !== "" || scope.kind !== "all";
}

function isFoundIn(
  { entity, name, category, categoryKey, level, treatment, protection, path }: PanelField,
  word: string,
): boolean {
  const texts = [`${entity}.${name}`, category, categoryKey, level, treatment, protection, path];
  return texts.some((text) => text?.toLowerCase().includes(word));
}
