import type { FixRefusal } from "../fixes/model.ts";
import type { FrameworkUse, UsesOfField } from "../project/uses/frameworkUses.ts";
import type { LinkedUse } from "../project/uses/linkUses.ts";
import type { UseKind } from "../schema/rawUses.ts";
import { positionAt } from "../text/lineIndex.ts";

/** What people call a use, for one and for several. */
const WORDS: Readonly<Record<UseKind, readonly [one: string, several: string]>> = {
  lookup: ["lookup", "lookups"],
  ordering: ["ordering", "orderings"],
  selection: ["selection", "selections"],
  expression: ["query expression", "query expressions"],
  write: ["write", "writes"],
  read: ["read", "reads"],
  relation: ["relation followed", "relations followed"],
  constraint: ["constraint or index", "constraints or indexes"],
  option: ["model option", "model options"],
  admin: ["place in the admin", "places in the admin"],
  search: ["search field", "search fields"],
  filter: ["filter", "filters"],
  form: ["form field", "form fields"],
  serializer: ["serializer field", "serializer fields"],
  graphql: ["GraphQL field", "GraphQL fields"],
  template: ["place in templates", "places in templates"],
  sql: ["place in SQL", "places in SQL"],
  fixture: ["fixture", "fixtures"],
};

/** What hangs on the value itself comes first: it breaks when the value is encrypted. */
const ORDER = Object.keys(WORDS) as readonly UseKind[];

/** Uses that more than the name of the field tells. */
export function toldUses(uses: readonly LinkedUse[]): readonly LinkedUse[] {
  return uses.filter(({ certainty }) => certainty !== "by name");
}

/** `used in 4 places: 3 lookups, 1 search field; the package django uses it`; `no use found` for none. */
export function usesSummary(known: UsesOfField): string {
  return `${usesCount(known)}${usesDetails(known)}`;
}

/** What the summary begins with: `used in 4 places`. */
export function usesCount({ uses }: UsesOfField): string {
  const told = toldUses(uses).length;
  return told === 0 ? "no use found" : `used in ${told} ${told === 1 ? "place" : "places"}`;
}

/** What follows the count: `: 3 lookups, 1 search field; the package django uses it`. */
export function usesDetails({ uses, byPackages }: UsesOfField): string {
  const told = toldUses(uses);
  const rest = uses.length - told.length;
  const counts = ORDER.flatMap((kind) => {
    const count = told.filter(({ use }) => use.kind === kind).length;
    return count === 0 ? [] : [`${count} ${WORDS[kind][count === 1 ? 0 : 1]}`];
  });
  const packages = [...new Set(byPackages.map((use) => use.package))];
  const more = told.length > 0 ? " more" : rest === 1 ? " place" : " places";
  return [
    counts.length === 0 ? "" : `: ${counts.join(", ")}`,
    packages.length === 0 ? "" : `; the ${packages.length === 1 ? "package" : "packages"} ${packages.join(", ")} `,
    packages.length === 0 ? "" : packages.length === 1 ? "uses it" : "use it",
    rest === 0 ? "" : `; perhaps in ${rest}${more}, where only the name tells`,
  ].join("");
}

/** `Password reset looks the account up by its address (iexact)`. */
export function frameworkUseWords({ does, lookup }: FrameworkUse): string {
  return lookup === null ? does : `${does} (${lookup})`;
}

/** `lookup`, with the word that does it and how it compares: `lookup: filter, iexact`. */
export function useWords({ use: { kind, by, lookup } }: LinkedUse): string {
  const parts = [by, lookup ?? ""].filter((part) => part !== "");
  return parts.length === 0 ? WORDS[kind][0] : `${WORDS[kind][0]}: ${parts.join(", ")}`;
}

/** Why a fix is not on offer, on one line: `… Change these places first: shop/views.py:12 (lookup: filter).` */
export function refusalWords({ because, places = [] }: FixRefusal): string {
  const words = inOrder(places).map((use) => `${use.path}:${placeOfUse(use).line} (${useWords(use)})`);
  return words.length === 0 ? because : `${because.replace(/\.$/, "")}: ${words.join(", ")}.`;
}

/** By kind, then by place. */
export function inOrder(uses: readonly LinkedUse[]): readonly LinkedUse[] {
  return uses.toSorted(
    (a, b) =>
      ORDER.indexOf(a.use.kind) - ORDER.indexOf(b.use.kind) ||
      (a.path === b.path ? a.use.span.start - b.use.span.start : a.path < b.path ? -1 : 1),
  );
}

/** 1-based line and column. */
export function placeOfUse({ lines, use }: LinkedUse): { readonly line: number; readonly column: number } {
  const { line, character } = positionAt(lines, use.span.start);
  return { line: line + 1, column: character + 1 };
}
