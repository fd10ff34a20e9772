import { django } from "./django/django.ts";
import type { Language } from "./language.ts";

export const languages: readonly Language[] = [django];

/** The language that reads files of this name; undefined when none does. */
export function languageOf(path: string): Language | undefined {
  // Asked several times of each file of a folder.
  for (const language of languages) {
    for (const extension of language.extensions) if (path.endsWith(extension)) return language;
  }
  return undefined;
}
