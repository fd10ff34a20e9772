import type { FieldHistory } from "../project/migrations/fieldHistory.ts";

/** What the migrations tell of a field, as plain sentences; the names in them are those of migrations. */
export function historyWords(history: FieldHistory): readonly string[] {
  const { leaves, unread } = history;
  return [
    sentence([whereWords(history), plainWords(history)]),
    history.pending === true && history.columnSince !== null
      ? "The model says something else than the last migration: one has yet to be made."
      : "",
    leaves.length > 1 ? `The migrations end in several (${listed(leaves)}), which have to be merged first.` : "",
    unread.length > 0 ? `What ${listed(unread)} ${unread.length === 1 ? "does" : "do"} besides cannot be read.` : "",
  ].filter((each) => each !== "");
}

function whereWords({ tableSince, columnSince, formerNames }: FieldHistory): string {
  if (tableSince === null) return "no migration makes its table yet";
  const since = `the table exists since ${tableSince}`;
  if (columnSince === null) return `${since}, and no migration makes this column yet`;
  const former = formerNames.length === 0 ? "" : `, under other names before (${listed(formerNames)})`;
  return (columnSince === tableSince ? since : `${since}, the column since ${columnSince}`) + former;
}

function plainWords({ plain }: FieldHistory): string {
  switch (plain?.kind) {
    case "still":
      return "the column has always been plain";
    case "until":
      return `the column was plain until ${plain.migration}`;
    case "never":
      return "the column was never plain";
    case undefined:
      return "";
  }
}

function sentence(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== "").join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const MOST_NAMED = 3;

function listed(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).join(", ");
  return names.length > MOST_NAMED ? `${named} and ${names.length - MOST_NAMED} more` : named;
}
