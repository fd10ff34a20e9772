/** Code that names a field as a text: it goes wrong where a class has that field no more, or gives it no more. */
import type { Statement } from "../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { sourceOf } from "../../languages/django/scope.ts";
import { classesCalled, type ShownClass } from "../../languages/django/shownClass.ts";
import { positionAt } from "../../text/lineIndex.ts";
import type { Span } from "../../text/span.ts";
import type { ClassFixContext } from "../model.ts";

/** `given`: what goes out; `all`: what comes in as well. */
export type Concern = "given" | "all";

/** A sentence where the class, a base of it or who makes an object of it names the field; null where none does. */
export function reasonInCode(
  context: ClassFixContext,
  found: ShownClass,
  field: string,
  concern: Concern,
  changed: readonly Span[] = [],
): string | null {
  const { use, others, text } = context;
  const { module } = found;
  const told = (path: string, { lines }: PythonModule, offset: number): string =>
    `${path}:${positionAt(lines, offset).line + 1} asks \`${use.holder.name}\` for \`${field}\`: change both by hand.`;
  const named = new RegExp(`(["'])${field}\\1`, "g");
  const passedOver = [...changed, ...module.layout.comments.map(({ span }) => span)];
  const classes = withBases(found, new Set([found.scope.name]));
  for (const { scope } of classes)
    for (const { span, end } of codeOf(scope.statement, module, concern))
      for (const { index } of text.slice(span.start, end).matchAll(named)) {
        // Of what is changed the span is that between the quotes.
        const inner = span.start + index + 1;
        if (!passedOver.some((each) => each.start <= inner && inner < each.end)) return told(use.path, module, inner);
      }
  const texts = new Map([...(others?.code ?? []), [use.path, text]]);
  const name = new RegExp(`\\b${use.holder.name.split(".").at(-1)!}\\b`);
  const data = concern === "given" ? "data" : "(?:cleaned_|validated_)?data";
  const read = new RegExp(`(?<!request)\\.${data}\\[\\s*["']${field}["']`);
  const local = new Set(classes.map(({ scope }) => scope.name));
  const foreign = classes
    .flatMap(({ scope }) => scope.bases.map((base) => base.text.split(".").at(-1)!))
    .filter((base) => !local.has(base))
    .map((base) => new RegExp(`^[ \\t]*class\\s+${base}\\b`, "m"));
  for (const [path, each] of texts) {
    const isOfBase = path !== use.path && foreign.some((base) => base.test(each));
    const at = isOfBase ? new RegExp(named.source).exec(each) : name.test(each) ? read.exec(each) : null;
    if (at) return told(path, readModule(each), at.index);
  }
  return null;
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
