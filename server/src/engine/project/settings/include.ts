import { pathTestOf } from "../policy/glob.ts";
import { lifted } from "./combine.ts";
import { folderOf, normalisedPath } from "./pythonModules.ts";
import type { Scope } from "./scope.ts";
import { literal, textOf, UNKNOWN, type Value } from "./value.ts";

/**
 * The files that `include("components/*.py", optional("local.py"))` of django-split-settings 1.3 takes in, in its order:
 * that of the arguments, each sorted. What is not there is left out.
 */
export function included(patterns: readonly Value[], scope: Scope): readonly string[] {
  const folder = folderOf(scope.path);
  const found = new Set<string>();
  for (const value of patterns) {
    const pattern = patternOf(value);
    if (pattern === null) continue;
    const matches = pathTestOf(normalisedPath(folder + pattern));
    for (const path of [...scope.evaluation.files.keys()].sort()) {
      if (path !== scope.path && path.endsWith(".py") && matches?.(path)) found.add(path);
    }
  }
  return [...found];
}

/** Of one that the environment decides, what it is without. */
function patternOf(value: Value): string | null {
  const plain = value.kind === "environment" ? (value.default ?? UNKNOWN) : value;
  return textOf(lifted([plain], ([only]) => (only?.kind === "path" ? literal(only.path) : only!)));
}
