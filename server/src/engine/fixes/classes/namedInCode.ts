/** Code that names a field as a text: it goes wrong where a class has that field no more, or gives it no more. */
import type { Statement } from "../../languages/python/layout.ts";
import type { PythonModule } from "../../languages/python/module.ts";
import { sourceOf } from "../../languages/django/scope.ts";
import { classesCalled, moduleOf, nestedIn, type ShownClass } from "../../languages/django/shownClass.ts";
import { lineNumberAt } from "../../text/lineIndex.ts";
import type { Span } from "../../text/span.ts";
import type { ClassFixContext } from "../model.ts";
import { hasOwnOptions, heirsOf } from "./lineage.ts";

/** `given`: what goes out; `all`: what comes in as well. */
export type Concern = "given" | "all";

interface Asking {
  readonly path: string;
  readonly module: PythonModule;
  readonly offset: number;
}

/** A sentence where the class, a base or heir of it or who makes an object of it names the field; null where none does. */
export function reasonInCode(
  context: ClassFixContext,
  found: ShownClass,
  field: string,
  concern: Concern,
  changed: readonly Span[] = [],
): string | null {
  const { use, others, text } = context;
  const texts = new Map([...(others?.code ?? []), [use.path, text]]);
  const classes = withBases(found, new Set([found.scope.name]));
  const asking =
    inClasses(classes, use.path, field, concern, changed) ??
    inHeirs(found, texts, field, concern) ??
    inReaders(classes, use, texts, field, concern);
  if (!asking) return null;
  const { path, module, offset } = asking;
  const line = lineNumberAt(module.lines, offset);
  return `${path}:${line} asks \`${use.holder.name}\` for \`${field}\`: change both by hand.`;
}

function inClasses(
  classes: readonly ShownClass[],
  path: string,
  field: string,
  concern: Concern,
  changed: readonly Span[],
): Asking | null {
  for (const { module, scope } of classes) {
    for (const { span, end } of codeOf(scope.statement, module, concern))
      for (const { index } of module.text.slice(span.start, end).matchAll(textOf(field))) {
        // Of what is changed the span is that between the quotes.
        const offset = span.start + index + 1;
        const passedOver = [...changed, ...module.layout.comments.map((each) => each.span)];
        if (!passedOver.some((each) => each.start <= offset && offset < each.end)) return { path, module, offset };
      }
  }
  return null;
}

function inHeirs(
  { scope: { name } }: ShownClass,
  texts: ReadonlyMap<string, string>,
  field: string,
  concern: Concern,
): Asking | null {
  for (const { path, found } of heirsOf(name, texts)) {
    const { module, scope } = found;
    // What options that go on with those of the base say of a field may stand against what the base says then.
    const isSaid = concern === "given" && !hasOwnOptions(found);
    const options = isSaid ? (nestedIn(found, "Meta")?.scope.statement.body ?? []) : [];
    for (const { span, end } of [...codeOf(scope.statement, module, concern), ...options]) {
      const index = module.text.slice(span.start, end).search(textOf(field));
      if (index >= 0) return { path, module, offset: span.start + index };
    }
  }
  return null;
}

/** Bases in other files, and code that works on an object of the class. */
function inReaders(
  classes: readonly ShownClass[],
  { path: own, holder }: ClassFixContext["use"],
  texts: ReadonlyMap<string, string>,
  field: string,
  concern: Concern,
): Asking | null {
  const name = new RegExp(`\\b${holder.name.split(".").at(-1)!}\\b`);
  const data = concern === "given" ? "data" : "(?:cleaned_|validated_)?data";
  const read = new RegExp(`(?<!request)\\.${data}\\[\\s*["']${field}["']`);
  const local = new Set(classes.map(({ scope }) => scope.name));
  const foreign = classes
    .flatMap(({ scope }) => scope.bases.map((base) => base.text.split(".").at(-1)!))
    .filter((base) => !local.has(base))
    .map((base) => new RegExp(`^[ \\t]*class\\s+${base}\\b`, "m"));
  for (const [path, text] of texts) {
    const isOfBase = path !== own && foreign.some((base) => base.test(text));
    const offset = isOfBase ? text.search(textOf(field)) : name.test(text) ? text.search(read) : -1;
    if (offset >= 0) return { path, module: moduleOf(text), offset };
  }
  return null;
}

function textOf(field: string): RegExp {
  return new RegExp(`(["'])${field}\\1`, "g");
}

/** The class and those of the file that it inherits from. */
function withBases(found: ShownClass, passed: Set<string>): readonly ShownClass[] {
  const bases = found.scope.bases.flatMap(({ text }) => {
    if (passed.has(text)) return [];
    passed.add(text);
    return classesCalled(found.module, text).flatMap((each) => withBases(each, passed));
  });
  return [found, ...bases];
}

/** Options that may name a field which the class has not. */
const OPTIONS: ReadonlySet<string> = new Set([
  "fields",
  "only_fields",
  "exclude",
  "exclude_fields",
  "model_fields",
  "model_exclude",
  "read_only_fields",
  "write_only_fields",
  "extra_kwargs",
  "widgets",
  "labels",
  "help_texts",
  "error_messages",
  "localized_fields",
  "field_classes",
  "filter_fields",
  "filterset_fields",
  "search_fields",
  "ordering_fields",
  "ordering",
]);

/** Statements that may go wrong: of what is only given those of methods that work on it. */
function codeOf(statement: Statement, module: PythonModule, concern: Concern): readonly Statement[] {
  return statement.body.flatMap((each): readonly Statement[] => {
    const name = each.name ? sourceOf(module, each.name) : "";
    if (each.kind === "class" || each.kind === "block") return codeOf(each, module, concern);
    if (concern === "all") return each.kind === "assignment" && OPTIONS.has(name) ? [] : [each];
    if (each.kind !== "function") return [];
    const takesOnly = TAKES.test(name) && !GIVES.test(module.text.slice(each.span.start, each.end));
    return takesOnly ? [] : [each];
  });
}

/** https://www.django-rest-framework.org/api-guide/serializers/: what these work on is what clients send. */
const TAKES = /^(?:__init__|create|update|save|validate(?:_\w+)?|to_internal_value|run_validation|is_valid)$/;

const GIVES = /\.data\b|\bread_only\b|\bto_representation\b/;
