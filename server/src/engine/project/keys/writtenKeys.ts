import type { Setting } from "../settings/readSettings.ts";
import type { ListItem, Value } from "../settings/value.ts";

/**
 * Whether a key stands in the settings as it is. `default`: where the variable of the environment that is read is not set; `maybe`:
 * unless a module says otherwise that is not there.
 */
export type Written = "always" | "default" | "maybe";

export function writtenIn({ value, certainty }: Setting): Written | null {
  const written = writtenValue(value);
  return written === "always" && certainty === "overridable" ? "maybe" : written;
}

function writtenValue(value: Value): Written | null {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" && value.value !== "" ? "always" : null;
    case "list":
      return worst(value.items.filter(isAlways).map((item) => writtenValue(item.value)));
    case "environment":
      return value.default !== null && writtenValue(value.default) !== null && !saysSo(value.default)
        ? "default"
        : null;
    case "either": {
      const written = value.values.map(writtenValue);
      return written.includes(null) ? null : worst(written);
    }
    default:
      return null;
  }
}

function worst(all: readonly (Written | null)[]): Written | null {
  return all.includes("always") ? "always" : (all.find((each) => each !== null) ?? null);
}

function isAlways({ always }: ListItem): boolean {
  return always;
}

/** A key for development or tests that calls itself so. */
function saysSo(value: Value): boolean {
  if (value.kind === "list") return value.items.every((item) => saysSo(item.value));
  return value.kind === "literal" && typeof value.value === "string" && SAYS_SO.test(value.value);
}

const SAYS_SO =
  /(^|[^a-z0-9])(insecure|public|dev|development|local|tests?|testing|change|changeme|dummy|example|sample|fake)([^a-z0-9]|$)/i;
