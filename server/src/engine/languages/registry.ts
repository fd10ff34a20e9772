import { django } from "./django/django.ts";
import type { Language } from "./language.ts";
import { prisma } from "./prisma/prisma.ts";

export const languages: readonly Language[] = [django, prisma];

/** The language that reads files of this name; undefined when none does. */
export function languageOf(path: string): Language | undefined {
  // Asked several times of each file of a folder.
  for (const language of languages) {
    for (const extension of language.extensions) if (path.endsWith(extension)) return language;
  }
  return undefined;
}

/** Whether a fix of fields exists in the language of this id. */
export function hasFix(languageId: string, fixId: string): boolean {
  const known = languages.find(({ id }) => id === languageId)?.fixes ?? "all";
  return known === "all" || known.includes(fixId);
}

/** Whether uses of the fields that a file declares are read. */
export function readsUsesOf(path: string): boolean {
  return languageOf(path)?.readsUses !== false;
}
