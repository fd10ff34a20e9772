/** What keeps a copy of each version of an object, with all of its fields or with some. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import type { RawUse } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import type { Span } from "../../../text/span.ts";
import { argumentsOf, keywordOf } from "./calls.ts";
import { classAround, decoratorsOf, type Scope } from "./scopes.ts";
import { type PlacedText, textsIn } from "./texts.ts";
import type { ValueReader } from "./values.ts";

interface Keeper {
  readonly by: string;
  /** In full, as far as imports tell. */
  readonly called: RegExp;
  /** Keywords that leave fields out. */
  readonly without: readonly string[];
  /** Keyword that names the fields that are kept. */
  readonly only: string | null;
}

/** django-simple-history, django-auditlog (which masks, too), django-reversion. */
const KEEPERS: readonly Keeper[] = [
  { by: "HistoricalRecords", called: /(?:^|\.)HistoricalRecords$/, without: ["excluded_fields"], only: null },
  { by: "simple_history.register", called: /^simple_history\.register$/, without: ["excluded_fields"], only: null },
  {
    by: "auditlog.register",
    called: /(?:^|\.)auditlog\.register$/,
    without: ["exclude_fields", "mask_fields"],
    only: "include_fields",
  },
  { by: "reversion.register", called: /^reversion\.(?:revisions\.)?register$/, without: ["exclude"], only: "fields" },
];

/** Its admins register their models. */
const VERSION_ADMIN = /(?:^|\.)VersionAdmin$/;

/** `history = HistoricalRecords()`, `auditlog.register(Customer)` */
export function keptByCall(values: ValueReader, call: SyntaxNode): readonly RawUse[] {
  const callee = call.firstChild!;
  const keeper = keeperOf(values, callee);
  if (!keeper) return [];
  const isHistory = keeper.by === "HistoricalRecords";
  const scope = isHistory ? classAround(values.scopes.at(call)) : null;
  const [model] = argumentsOf(call);
  const root: UseReceiver | null = scope
    ? { kind: "class", name: scope.name }
    : model && !isHistory
      ? (values.read(model)?.root ?? null)
      : null;
  if (root?.kind !== "class" && root?.kind !== "user") return [];
  const span = { start: callee.from, end: callee.to };
  return keptBy(values, keeper, { span, call, root });
}

/** `@reversion.register()` above a model, `class CustomerAdmin(VersionAdmin)` */
export function keptByClass(values: ValueReader, scope: Scope): readonly RawUse[] {
  const { roles, scopes } = values;
  const root: UseReceiver = { kind: "class", name: scope.name };
  const decorated = decoratorsOf(scope.node).flatMap((decorator) => {
    const list = lastNamed(decorator, "ArgList");
    const written = scopes.text.slice(decorator.from + 1, list?.from ?? decorator.to).trim();
    const keeper = KEEPERS.find(({ called }) => called.test(values.qualified(written)));
    const span = { start: decorator.from + 1, end: decorator.from + 1 + written.length };
    return keeper ? keptBy(values, keeper, { span, call: decorator, root }) : [];
  });
  const { about } = roles.of(scope);
  const isVersioned = about && roles.basesOf(scope).some((base) => VERSION_ADMIN.test(values.qualified(base)));
  const name = firstNamed(scope.node, "VariableName");
  return isVersioned && name
    ? [...decorated, all("VersionAdmin", { start: name.from, end: name.to }, about, [])]
    : decorated;
}

function keeperOf(values: ValueReader, callee: SyntaxNode): Keeper | undefined {
  const name = values.qualified(values.scopes.source(callee));
  return KEEPERS.find(({ called }) => called.test(name));
}

interface Registration {
  readonly span: Span;
  /** Or the decorator. */
  readonly call: SyntaxNode;
  readonly root: UseReceiver;
}

function keptBy(values: ValueReader, { by, without, only }: Keeper, { span, call, root }: Registration): RawUse[] {
  const named = (keyword: string): readonly PlacedText[] | null => {
    const value = keywordOf(values.scopes, call, keyword);
    return value && textsIn(values.scopes.text, value);
  };
  const kept = only === null ? null : named(only);
  if (kept)
    return kept.map(({ value, span }) => ({ kind: "write", by, path: [value], lookup: null, span, receiver: root }));
  const left = without.flatMap((keyword) => named(keyword) ?? []);
  const except = left.map(({ value }) => value);
  const rest = all(by, span, root, except);
  // An admin that would register the model leaves it then as it is.
  return by === "reversion.register" ? [rest, ...left.map((text) => selected(by, text, root))] : [rest];
}

function selected(by: string, { value, span }: PlacedText, receiver: UseReceiver): RawUse {
  return { kind: "selection", by, path: [value], lookup: null, span, receiver };
}

function all(by: string, span: Span, receiver: UseReceiver, except: readonly string[]): RawUse {
  return { kind: "write", by, path: ["*"], except, lookup: null, span, receiver };
}
