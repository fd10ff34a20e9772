import { django } from "./django/django.ts";
import type { Language } from "./language.ts";

export const languages: readonly Language[] = [django];

/** The language that reads files of this name; undefined when none does. */
export function languageOf(path: string): Language | undefined {
  return languages.find((language) => language.extensions.some((extension) => path.endsWith(extension)));
}
