import type { ProjectSettings } from "../settings/readSettings.ts";
import { textOf, type Value } from "../settings/value.ts";
import type { LogSettings } from "./frameworkUses.d.yml.ts";

interface LoggedField {
  /** Of the file that declares the model. */
  readonly path: string;
  /** Of the model, in small letters: `shop.customer`. */
  readonly label: string;
  readonly field: string;
  readonly settings: ProjectSettings;
}

/** Whether production's settings certainly have a package log the field. */
export function isLogged(names: LogSettings, { path, label, field, settings }: LoggedField): boolean {
  const valueOf = (name: string | undefined): Value | null =>
    name === undefined ? null : (settings.valueOf(name, "production", path)?.value ?? null);
  const off = valueOf(names.off);
  if (off && !isLiteral(off, true)) return false;
  if (names.exceptFields.some((name) => mayHold(valueOf(name), (item) => textOf(item) === field))) return false;

  const only = valueOf(names.only);
  const named = only?.kind === "list" ? only.items.filter((item) => isNamed(item.value, label)) : [];
  if (named.length > 0) return named.some((item) => item.always && keeps(item.value, field));
  const isAll = names.all === undefined ? only === null || isEmpty(only) : isLiteral(valueOf(names.all), true);
  return isAll && !names.except.some((name) => mayHold(valueOf(name), (item) => isNamed(item, label)));
}

/** `"shop.Customer"`, `"shop"`, `{"model": "shop.Customer"}` */
function isNamed(item: Value, label: string): boolean {
  const name = textOf(entryOf(item, "model") ?? item)?.toLowerCase();
  return name === label || name === label.slice(0, label.indexOf("."));
}

/** `{"model": …, "include_fields": […]}` */
function keeps(item: Value, field: string): boolean {
  const isField = (value: Value): boolean => textOf(value) === field;
  const included = entryOf(item, "include_fields");
  if (included && !(included.kind === "list" && included.items.some(({ value }) => isField(value)))) return false;
  return !["exclude_fields", "mask_fields"].some((key) => mayHold(entryOf(item, key), isField));
}

function entryOf(item: Value, key: string): Value | null {
  return item.kind === "dictionary" ? (item.entries.find((entry) => entry.key === key)?.value ?? null) : null;
}

/** Also where part of the list is not known. */
function mayHold(list: Value | null, isMeant: (item: Value) => boolean): boolean {
  if (list === null) return false;
  if (list.kind !== "list") return true;
  return !list.whole || list.items.some(({ value }) => isMeant(value) || value.kind === "unknown");
}

function isEmpty(list: Value): boolean {
  return list.kind === "list" && list.whole && list.items.length === 0;
}

function isLiteral(value: Value | null, wanted: boolean): boolean {
  return value?.kind === "literal" && value.value === wanted;
}
