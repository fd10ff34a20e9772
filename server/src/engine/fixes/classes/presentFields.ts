/** What a class that says "all", or "all but", gives now. */
import { classAt, nestedIn, type ShownClass, valueIn } from "../../languages/django/shownClass.ts";
import { isFirstOnLine } from "../../text/whitespace.ts";
import { modelFields } from "../../project/modelFields.ts";
import { keyOf } from "../../project/uses/linkUses.ts";
import type { Span } from "../../text/span.ts";
import type { ClassFixContext } from "../model.ts";
import { BY_HAND, PUT_TOGETHER } from "./classFixByEdit.ts";
import { type Framework, ownFields } from "./framework.ts";
import { givenFields } from "./givenFields.ts";
import { reasonAgainstHeirs } from "./heirs.ts";

export interface PresentFields {
  readonly framework: Framework;
  /** In the order of the framework. */
  readonly names: readonly string[];
  /** Those of them that hold something sensitive and are given as it is. */
  readonly sensitive: ReadonlySet<string>;
  readonly place: ListPlace;
}

/** Where the list goes, and how it is written there. */
export interface ListPlace {
  /** Replaced by the list; empty where it is added. */
  readonly span: Span;
  /** `fields = `, where that has to be written. */
  readonly before: string;
  /** Where the statement stands that is changed, or the one before what is added. */
  readonly start: number;
  /** It becomes a line of its own behind the statement. */
  readonly isAdded: boolean;
  /** What stands there now, whose quotes and brackets are taken over. */
  readonly like: string;
  /** Of the option, as the class says it then: the part of the class, and its name. */
  readonly option: { readonly inner: string | null; readonly name: string } | null;
}

/** A sentence where it cannot be known, or not be written down. */
export function presentFields(context: ClassFixContext): PresentFields | string {
  const { text, use, graph, inheritance, modelTexts } = context;
  const { holder } = use;
  const found = classAt(text, holder.start);
  if (!found) return BY_HAND;
  const place = placeOf(found, context);
  if (typeof place === "string") return place;
  const asked = ownFields(found, holder.role);
  if (typeof asked === "string") return asked;
  const own = /filter(?:set)?_fields$/.test(use.use.by) ? { framework: "filterset" as const, declared: [] } : asked;
  const model = graph.entityAt(use.model.path, use.model.entity);
  if (use.certainty !== "sure" || !model) return "Which model it is about is not known for sure.";
  const fields = modelFields(model, inheritance, modelTexts);
  if (typeof fields === "string") return fields;
  const added = context.others && fieldsAdded(model.entity.name, context);
  if (added) return added;
  if (own.framework === "linkedRest" && [text, ...context.project.texts.values()].some((each) => URL_NAME.test(each)))
    return "The project calls the address of an object otherwise than `url`.";
  const isOfUsers = graph.ancestry(model).some(({ entity }) => entity === graph.userFor(model.schema)?.entity);
  if (own.framework === "graphene" && isOfUsers)
    return "Which models of packages have relations to users, which the type would lose, is not known.";
  const all = givenFields(own, fields, own.framework === "graphene" ? graph.reverseAccessors(model) : []);
  if (typeof all === "string") return all;
  const heirs = reasonAgainstHeirs(context);
  if (heirs !== null) return heirs;
  if (holder.mayWithhold && !isReadToTheEnd(own.framework))
    return "What it leaves out is put together elsewhere: change it by hand.";
  const except = use.use.path.at(-1) === "*" ? (use.use.except ?? []) : [];
  const names = all.filter((name) => !except.includes(name));
  const isSensitive = (name: string): boolean => {
    const field = graph.fieldOf(model, name);
    const isHidden = holder.withheld?.includes(name) ?? holder.replaced?.includes(name) ?? false;
    return field !== null && field.field.name === name && !isHidden && context.isSensitive(keyOf(field));
  };
  return { framework: own.framework, names, sensitive: new Set(names.filter(isSensitive)), place };
}

/** https://www.django-rest-framework.org/api-guide/serializers/#hyperlinkedmodelserializer */
const URL_NAME = /\b(?:URL_FIELD_NAME|url_field_name)\b/;

/** What forms have hangs on their own options alone. */
function isReadToTheEnd(framework: Framework): boolean {
  return framework === "form";
}

/** Packages and code that give a model fields which no class declares. */
function fieldsAdded(model: string, { text, others, use, project }: ClassFixContext): string | null {
  for (const [path, each] of [[use.path, text] as const, ...others!.code])
    if (new RegExp(`\\b${model}\\.add_to_class\\(`).test(each)) return `${path} adds fields to \`${model}\`.`;
  return project.packages.has("django-modeltranslation") ? "django-modeltranslation adds fields to models." : null;
}

function placeOf(found: ShownClass, { text, use }: ClassFixContext): ListPlace | string {
  const { by, span } = use.use;
  if (by === "resource_classes") return "It has no resource of its own: write one that names the fields to export.";
  if (by === "Meta.depth") return "Give these relations serializers of their own, which name their fields.";
  if (by === "ordering_fields") return "What can be sorted by hangs on the query as well: name the fields by hand.";
  const [first, second] = by.split(".");
  const inner = second === undefined ? null : first!;
  const option = second ?? first!;
  const owner = inner === null ? found : nestedIn(found, inner);
  if (!owner) return BY_HAND;
  if (inner === null && found.scope.statement.decorators.some((each) => holds(each.span, span)))
    return inDecorator(found, option, text, span);
  if (owner.scope.bases.some(({ text: base }) => base !== "object") && option !== "fields") return PUT_TOGETHER;
  const written = option.includes("exclude") ? EXCLUDES.find((name) => owner.members.has(name)) : option;
  const statement = written === undefined ? undefined : owner.members.get(written);
  if (!statement?.value || !statement.name || !holds(statement.span, span)) return BY_HAND;
  const body = text.slice(owner.scope.statement.span.start, owner.scope.statement.end);
  if (new RegExp(`\\b${written}\\s*[+|]=`).test(body)) return BY_HAND;
  const value = valueIn(owner, written!)!;
  const like = text.slice(statement.value.start, statement.value.end);
  if (option === "model") {
    const rest = /^[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(statement.span.end));
    if (!rest || !isFirstOnLine(text, statement.span.start)) return BY_HAND;
    const end = statement.span.end + rest[0].length;
    const at = { span: { start: end, end }, start: statement.span.start };
    return { ...at, before: "fields = ", isAdded: true, like: "()", option: { inner, name: "fields" } };
  }
  if (option.includes("exclude")) {
    const name = option.startsWith("model_") ? "model_fields" : "fields";
    const at = { span: { start: statement.name.start, end: statement.span.end }, start: statement.span.start };
    return { ...at, before: `${name} = `, isAdded: false, like, option: { inner, name } };
  }
  const isAll = value.kind === "text" || (value.kind === "name" && /(?:^|\.)ALL_FIELDS$/.test(value.text));
  if (!isAll) return BY_HAND;
  return {
    span: value.span,
    before: "",
    start: statement.span.start,
    isAdded: false,
    like,
    option: { inner, name: option },
  };
}

/** `@strawberry_django.type(Customer, fields="__all__")` */
function inDecorator({ scope }: ShownClass, option: string, text: string, span: Span): ListPlace | string {
  const decorator = scope.statement.decorators.find((each) => holds(each.span, span))!;
  if (option === "exclude") {
    const before = /\bexclude\s*=\s*$/.exec(text.slice(decorator.span.start, span.start));
    if (!before) return BY_HAND;
    const at = { span: { start: span.start - before[0].length, end: span.end }, start: decorator.span.start };
    return { ...at, before: "fields=", isAdded: false, like: text.slice(span.start, span.end), option: null };
  }
  // The span is that between the quotes.
  const whole = { start: span.start - 1, end: span.end + 1 };
  const like = text.slice(whole.start, whole.end);
  if (!/^(["'])__all__\1$/.test(like)) return BY_HAND;
  return { span: whole, before: "", start: decorator.span.start, isAdded: false, like, option: null };
}

const EXCLUDES = ["exclude", "exclude_fields", "model_exclude"];

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
