import type { FieldReference } from "../languages/language.ts";
import { languageOf } from "../languages/registry.ts";
import type { Entity, Field } from "../schema/schema.ts";

/** What an edit makes of a field. */
export interface EditedField {
  readonly target: FieldReference;
  /** The class that the field is called with then, or what is called around it; null where that stays. */
  readonly becomes: string | null;
  /** Names of the model's fields, in order, made of those before; the same ones where it is left out. */
  readonly fieldsAfter?: (names: readonly string[]) => readonly string[];
  /** Options, as source, that other fields of the model are given, which stay as they were in all else: by name. */
  readonly optionsOfOthers?: Readonly<Record<string, Options>>;
}

type Options = Readonly<Record<string, string>>;

/**
 * A last look before a text reaches a person's file: it has the same classes with the fields that are meant, and what no edit is about is
 * declared as it was. Each text is read by itself, so that a class may be a model by the one field that is edited.
 */
export function isAsMeant(
  path: string,
  { before, after }: { readonly before: string; readonly after: string },
  all: readonly EditedField[],
): boolean {
  const read = (text: string): readonly Entity[] => languageOf(path)?.read(path, text).entities ?? [];
  const changed = read(after);
  const expected = read(before)
    .map((entity) => ({ ...entity, edited: all.filter(({ target }) => target.entity === entity.name) }))
    .filter(
      ({ name, fields, bases, edited }) =>
        changed.some((each) => each.name === name) ||
        // A header that is half typed names none.
        !bases.every(({ text }) => NAMED.test(text)) ||
        !fields.every((field) => edited.some(({ target }) => target.field === field.name)),
    );
  return (
    changed.length === expected.length &&
    changed.every(({ name, fields }, index) => {
      const { name: expectedName, fields: earlier, edited } = expected[index]!;
      const names = edited.reduce<readonly string[]>(
        (current, { fieldsAfter }) => fieldsAfter?.(current) ?? current,
        earlier.map((field) => field.name),
      );
      return (
        name === expectedName &&
        fields.map((field) => field.name).join() === names.join() &&
        fields.every((field) => isDeclaredAsMeant(field, earlier, edited))
      );
    })
  );
}

const NAMED = /^[\w.]+(?:\[[\w., ]*\])?$/;

function isDeclaredAsMeant(field: Field, before: readonly Field[], edited: readonly EditedField[]): boolean {
  const own = edited.find(({ target }) => target.field === field.name);
  if (own && own.becomes !== null) return [field.type, ...field.wrappers].some(({ text }) => text === own.becomes);
  // Between releases options of a field change.
  if (own) return true;
  const given = edited.reduce<Options>(
    (all, { optionsOfOthers }) => ({ ...all, ...optionsOfOthers?.[field.name] }),
    {},
  );
  const earlier = before.filter(({ name }) => name === field.name);
  return earlier.length === 0 || earlier.some((each) => declarationOf(each, given) === declarationOf(field));
}

/** Class and options as they are written, wherever that is. `given`: what it is given in addition. */
function declarationOf({ type, wrappers, arguments: all }: Field, given: Options = {}): string {
  const options = all.map(({ name, text }) => [name, (name === null ? null : given[name]) ?? text]);
  const added = Object.entries(given).filter(([name]) => !all.some((each) => each.name === name));
  return JSON.stringify([type.qualified, wrappers.map(({ text }) => text), [...options, ...added]]);
}
