import type { Contexts, FixContext } from "./model.ts";

/** `Customer.ssn`, `3 fields of Customer` or `5 fields of 2 models`. */
export function namesOf(contexts: Contexts): string {
  const [first, ...others] = contexts;
  const models = new Set(contexts.map(({ file, subject }) => `${file.schema.path} ${subject.entity.name}`));
  if (others.length === 0) return nameOf(first);
  return `${contexts.length} fields of ${models.size === 1 ? first.subject.entity.name : `${models.size} models`}`;
}

export function nameOf({ subject }: FixContext): string {
  return `${subject.entity.name}.${subject.field.name}`;
}

/** Notes on each field, each said once; with the names of the fields where it is not for all of them. */
export function notesOfAll(contexts: Contexts, notesOf: (context: FixContext) => readonly string[]): readonly string[] {
  const named = new Map<string, string[]>();
  for (const context of contexts) {
    for (const note of notesOf(context)) named.set(note, [...(named.get(note) ?? []), nameOf(context)]);
  }
  return [...named].map(([note, names]) =>
    names.length === contexts.length ? note : `${names.map((name) => `\`${name}\``).join(", ")}: ${note}`,
  );
}
