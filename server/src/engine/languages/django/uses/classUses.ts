/** Fields that the bodies of classes name: options of models, admins, forms, serializers, filters and views. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import type { ClassRole, RawUse, UseHolder, UseKind } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import {
  type Options,
  CONFIG,
  META,
  BODY,
  DECLARES,
  SOURCES,
  ALL,
  ALL_BUT,
  CHOICES,
  EXCLUDES,
  TAKES_ALL,
  SERIALIZER_META,
  INPUTS,
  EXPORTS,
  FORM_OF_ADMIN,
  KNOWN_ADMINS,
  PLAIN_ADMINS,
  RESOURCES,
} from "./classOptions.ts";
import type { RoleOfClass } from "./classRoles.ts";
import { keywordOf } from "./calls.ts";
import { keptByClass } from "./keptVersions.ts";
import type { Wanted } from "./wanted.ts";
import { decoratorsOf, type Scope } from "./scopes.ts";
import { dictionaryKeys, type PlacedText, textsIn } from "./texts.ts";
import type { ValueReader } from "./values.ts";
import { withheldBy } from "./withheld.ts";

export function readClassUses(values: ValueReader, wanted: Wanted): readonly RawUse[] {
  const reader = new ClassUseReader(values, wanted);
  for (const scope of values.scopes.classes) reader.read(scope);
  return reader.uses;
}

class ClassUseReader {
  readonly uses: RawUse[] = [];
  readonly #values: ValueReader;
  readonly #wanted: Wanted;
  #holder: UseHolder | null = null;
  /** Options of mixins that are told of, by the model that they are told for. */
  readonly #inherited = new Set<string>();

  constructor(values: ValueReader, wanted: Wanted) {
    this.#values = values;
    this.#wanted = wanted;
  }

  read(scope: Scope): void {
    const { roles } = this.#values;
    const known = roles.of(scope);
    this.uses.push(...keptByClass(this.#values, scope));
    const receiver = receiverOf(known);
    if (!receiver) return;
    this.#holder = this.#holderOf(scope, known);
    this.#options(scope, BODY.get(known.role), "", receiver, known.role);
    for (const inner of ["Meta", "Django"]) {
      const meta = roles.nested(scope, inner);
      // A class without a role that speaks of a model: an index for searching, an export.
      const other = known.role === "model" ? known.about : null;
      if (!meta) continue;
      const table = other ? SERIALIZER_META : META.get(known.role);
      this.#options(meta, table, `${inner}.`, other ?? receiver, known.role);
    }
    const config = known.role === "serializer" ? roles.nested(scope, "Config") : null;
    if (config) this.#options(config, CONFIG, "Config.", receiver, known.role);
    if (known.role === "graphql") this.#decorated(scope, receiver);
    if (known.role === "admin") {
      this.#exported(scope, receiver);
      this.#shownInForm(scope, receiver);
    }
    const declares = DECLARES.get(known.role);
    if (declares) this.#members(scope, declares, receiver, known.role);
  }

  /**
   * Null for what gives nothing by what it names: a mutation takes fields, and answers those who may change them; so do inputs of
   * strawberry-django (https://strawberry.rocks/docs/django/guide/types).
   */
  #holderOf(scope: Scope, { role }: RoleOfClass): UseHolder | null {
    const isTaken =
      this.#values.roles.basesOf(scope).some((base) => base.endsWith("Mutation")) ||
      decoratorsOf(scope.node).some((decorator) => INPUTS.test(this.#values.scopes.source(decorator)));
    return isTaken
      ? null
      : { name: fullNameOf(scope), start: scope.node.from, role, ...withheldBy(this.#values, scope, role) };
  }

  #options(scope: Scope, table: Options | undefined, prefix: string, receiver: UseReceiver, role: ClassRole): void {
    for (const [option, kind] of table ?? []) {
      const owner = prefix === "" ? this.#ownerOf(scope, option, receiver) : scope;
      const nodes = owner ? this.#values.scopes.option(owner, option) : [];
      if (!owner || nodes.length === 0) continue;
      const by = `${prefix}${option}`;
      const heir = this.#holder;
      // What a mixin says is told at the mixin, once for all that take it over.
      if (heir && owner !== scope) this.#holder = { ...heir, name: fullNameOf(owner), start: owner.node.from };
      for (const text of nodes.flatMap((node) => this.#named(node))) {
        if (text.value === ALL) this.#all(kind, by, text, receiver, this.#excluded(scope));
        else this.#add(kind, by, receiver, plain(text), "__");
      }
      this.#holder = heir;
      if (by === "Meta.fields" && role === "serializer") this.#nested(scope, nodes, receiver);
    }
    const kind = prefix === "" ? undefined : ALL_BUT.get(role);
    if (!kind || CHOICES.some((option) => this.#values.scopes.member(scope, option))) return;
    if (EXCLUDES.some((option) => this.#values.scopes.member(scope, option)))
      this.#allBut(scope, kind, receiver, prefix);
    else if (role === "graphql" || role === "resource") this.#allByDefault(scope, kind, receiver);
  }

  /** The class that gives an option: itself, or a mixin of the file, which by itself speaks of no model. */
  #ownerOf(scope: Scope, option: string, receiver: UseReceiver): Scope | null {
    const { roles, scopes } = this.#values;
    const owner = [...roles.lineage(scope)].find((each) => scopes.member(each, option)) ?? null;
    if (!owner || owner === scope) return owner;
    const { about } = roles.of(owner);
    const key = `${owner.node.from} ${option} ${JSON.stringify(receiver)}`;
    if ((about && about.kind !== "name") || this.#inherited.has(key)) return null;
    this.#inherited.add(key);
    return owner;
  }

  /** `@strawberry_django.type(Customer, fields="__all__")`, or with a list, or `exclude`. */
  #decorated(scope: Scope, receiver: UseReceiver): void {
    for (const decorator of decoratorsOf(scope.node)) {
      const fields = keywordOf(this.#values.scopes, decorator, "fields");
      const exclude = keywordOf(this.#values.scopes, decorator, "exclude");
      const except = exclude ? this.#named(exclude).map(({ value }) => value) : [];
      for (const text of fields ? this.#named(fields) : []) {
        if (text.value === ALL) this.#all("graphql", "fields", text, receiver, except);
        else this.#add("graphql", "fields", receiver, text, null);
      }
      if (!exclude || fields) continue;
      const span = { start: exclude.from, end: exclude.to };
      if (this.#holder && !this.#isWrittenOut(exclude)) this.#holder = { ...this.#holder, mayWithhold: true };
      this.#all("graphql", "exclude", { value: "", span, isExact: false }, receiver, except);
    }
  }

  /** https://django-import-export.readthedocs.io/en/latest/admin_integration.html: an admin without a resource exports all fields. */
  #exported(scope: Scope, receiver: UseReceiver): void {
    const { roles, scopes } = this.#values;
    const lineage = [...roles.lineage(scope)];
    const bases = lineage.flatMap((each) => roles.basesOf(each));
    // One of another file may name a resource.
    const areKnown = bases.every((base) => roles.classCalled(base) ?? KNOWN_ADMINS.test(this.#values.qualified(base)));
    const isChosen = lineage.some((each) => RESOURCES.some((name) => scopes.member(each, name)));
    if (!areKnown || isChosen || !bases.some((base) => EXPORTS.test(this.#values.qualified(base)))) return;
    const own = firstNamed(scope.node, "VariableName");
    if (!own || !this.#holder) return;
    const holder = this.#holder;
    this.#holder = { ...holder, role: "resource" };
    const span = { start: own.from, end: own.to };
    this.#all("serializer", "resource_classes", { value: "", span, isExact: false }, receiver, []);
    this.#holder = holder;
  }

  /** https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.ModelAdmin.fields: an admin that says nothing shows all fields. */
  #shownInForm(scope: Scope, receiver: UseReceiver): void {
    const { roles, scopes } = this.#values;
    const lineage = [...roles.lineage(scope)];
    const bases = lineage.flatMap((each) => roles.basesOf(each));
    const own = firstNamed(scope.node, "VariableName");
    const areKnown =
      bases.length > 0 &&
      bases.every((base) => roles.classCalled(base) ?? PLAIN_ADMINS.test(this.#values.qualified(base)));
    const isChosen = lineage.some((each) => FORM_OF_ADMIN.some((name) => scopes.member(each, name)));
    if (!own || !areKnown || isChosen) return;
    const span = { start: own.from, end: own.to };
    this.#all("admin", "ModelAdmin.fields", { value: "", span, isExact: false }, receiver, []);
  }

  /** `exclude` in place of `fields`: all fields but these. */
  #allBut(meta: Scope, kind: UseKind, receiver: UseReceiver, prefix: string): void {
    const nodes = this.#exclusion(meta);
    const [first] = nodes;
    if (!first) return;
    // `PublicSerializer.Meta.exclude` may name any.
    const isWhole = nodes.every((node) => this.#isWrittenOut(node));
    if (this.#holder && !isWhole) this.#holder = { ...this.#holder, mayWithhold: true };
    const span = { start: first.from, end: nodes.at(-1)!.to };
    const by = prefix === "Config." ? "Config.model_exclude" : "Meta.exclude";
    this.#all(kind, by, { value: "", span, isExact: false }, receiver, this.#excluded(meta));
  }

  #excluded(meta: Scope): readonly string[] {
    return this.#exclusion(meta).flatMap((node) => this.#named(node).map(({ value }) => value));
  }

  #exclusion(meta: Scope): readonly SyntaxNode[] {
    const [option] = EXCLUDES.filter((name) => this.#values.scopes.member(meta, name));
    return option === undefined ? [] : this.#values.scopes.option(meta, option);
  }

  /** Whether all names are there to be read. */
  #isWrittenOut(node: SyntaxNode): boolean {
    if (node.name === "VariableName") {
      const bound = this.#values.scopes.find(this.#values.scopes.source(node), node);
      return bound?.kind === "value" && LISTS.has(bound.node.name) && this.#isWrittenOut(bound.node);
    }
    return (
      (LISTS.has(node.name) || node.name === "BinaryExpression" || node.name === "String") &&
      childrenOf(node).every((child) => SIGNS.has(child.name) || this.#isWrittenOut(child))
    );
  }

  /** https://www.django-rest-framework.org/api-guide/serializers/#specifying-nested-serialization: all fields of what relations lead to. */
  #nested(meta: Scope, fields: readonly SyntaxNode[], receiver: UseReceiver): void {
    const bound = this.#values.scopes.member(meta, "depth");
    const depth = bound?.kind === "value" ? bound.node : null;
    if (depth?.name !== "Number" || this.#values.scopes.source(depth) === "0") return;
    const span = { start: depth.from, end: depth.to };
    for (const { value } of fields.flatMap((node) => this.#named(node))) {
      const path = value === ALL ? ["*", "*"] : [value, "*"];
      this.#push({ kind: "serializer", by: "Meta.depth", path, lookup: null, span, receiver });
    }
  }

  /** Of classes that take all fields where they name none. */
  #allByDefault(meta: Scope, kind: UseKind, receiver: UseReceiver): void {
    const model = this.#values.scopes.member(meta, "model");
    const owner = meta.parent;
    const { roles } = this.#values;
    const isOwn = owner && roles.basesOf(meta).length === 0;
    if (model?.kind !== "value" || !isOwn) return;
    if (!roles.basesOf(owner).some((base) => TAKES_ALL.test(this.#values.qualified(base)))) return;
    const { from, to } = model.node;
    this.#all(kind, "Meta.model", { value: "", span: { start: from, end: to }, isExact: false }, receiver, []);
  }

  #all(kind: UseKind, by: string, { span }: PlacedText, receiver: UseReceiver, except: readonly string[]): void {
    this.#push({ kind, by, path: ["*"], except, lookup: null, span, receiver });
  }

  /** All literal names in an option: in lists, in keys and values of dictionaries, in calls around them. */
  #named(node: SyntaxNode): readonly PlacedText[] {
    if (node.name === "DictionaryExpression") {
      const keys = dictionaryKeys(this.#text, node);
      // Of a fieldset the names stand in the list under `fields`.
      const fields = keys.find(({ value }) => value === "fields");
      if (!fields) return keys;
      const value = childrenOf(node).find(
        (child) => child.prevSibling?.name === ":" && startsAfter(child, fields.span.end),
      );
      return value ? this.#named(value) : [];
    }
    if (node.name === "TupleExpression" || node.name === "ArrayExpression" || node.name === "BinaryExpression") {
      return childrenOf(node).flatMap((child) => this.#named(child));
    }
    if (node.name === "CallExpression") {
      const list = lastNamed(node, "ArgList");
      const name = this.#values.lastName(node.firstChild!);
      return list && (name === "tuple" || name === "list")
        ? childrenOf(list).flatMap((child) => this.#named(child))
        : [];
    }
    if (node.name === "VariableName" || node.name === "MemberExpression") {
      const written = this.#values.scopes.source(node);
      if (this.#values.qualified(written).endsWith(".ALL_FIELDS"))
        return [{ value: ALL, span: { start: node.from, end: node.to }, isExact: false }];
      const bound = this.#values.scopes.find(written, node);
      const isList = bound?.kind === "value" && LISTS.has(bound.node.name) && bound.node.from !== node.from;
      return isList ? textsIn(this.#text, bound.node) : [];
    }
    return textsIn(this.#text, node);
  }

  /** Declared fields of forms, serializers and filters, and the methods that check one. */
  #members(scope: Scope, kind: UseKind, receiver: UseReceiver, role: ClassRole): void {
    for (const [name, placed] of scope.names) {
      const bound = placed.at(-1)!.bound;
      if (bound.kind === "function") {
        const checked = /^(?:clean|validate)_(\w+)$/.exec(name)?.[1];
        const own = firstNamed(bound.node, "VariableName");
        if (!checked || !own) continue;
        const span = { start: own.from, end: own.to };
        this.#add(kind, name, receiver, { value: checked, span, isExact: false }, null);
      } else if (bound.kind === "value" || bound.kind === "annotation") {
        this.#member(scope, name, bound.node, kind, receiver, role);
      }
    }
  }

  #member(scope: Scope, name: string, node: SyntaxNode, kind: UseKind, receiver: UseReceiver, role: ClassRole): void {
    const isDeclared = node.name === "CallExpression" || node.name === "TypeDef" || role === "factory";
    if (!isDeclared) return;
    const isOrdering = node.name === "CallExpression" && this.#values.lastName(node.firstChild!) === "OrderingFilter";
    if (isOrdering && role === "filterset") {
      this.#orders(node, receiver);
      return;
    }
    const source = node.name === "CallExpression" ? this.#sourceOf(node) : null;
    if (source) {
      if (source.text.value !== "*") this.#add(kind, source.by, receiver, source.text, source.separator);
      return;
    }
    const statement = node.parent;
    const own = statement && firstNamed(statement, "VariableName");
    if (!statement || !own || statement.parent?.parent?.from !== scope.node.from) return;
    this.#add(kind, "", receiver, { value: name, span: { start: own.from, end: own.to }, isExact: true }, null);
  }

  /** https://django-filter.readthedocs.io/en/stable/ref/filters.html#orderingfilter: names, or each with what requests call it. */
  #orders(call: SyntaxNode, receiver: UseReceiver): void {
    const fields = keywordOf(this.#values.scopes, call, "fields");
    const parts = fields && LISTS.has(fields.name) ? childrenOf(fields) : fields ? [fields] : [];
    for (const part of parts) {
      const names = this.#named(part);
      for (const text of LISTS.has(part.name) ? names.slice(0, 1) : names) {
        this.#add("ordering", "fields", receiver, text, "__");
      }
    }
  }

  #sourceOf(call: SyntaxNode): { readonly by: string; readonly text: PlacedText; readonly separator: string } | null {
    const list = lastNamed(call, "ArgList");
    for (const child of list ? childrenOf(list) : []) {
      if (child.name !== "VariableName" || child.nextSibling?.name !== "AssignOp") continue;
      const by = this.#values.scopes.source(child);
      const separator = SOURCES.get(by);
      const value = child.nextSibling.nextSibling;
      const text = separator && value?.name === "String" ? textsIn(this.#text, value)[0] : undefined;
      if (separator && text) return { by, text, separator };
    }
    return null;
  }

  #add(kind: UseKind, by: string, receiver: UseReceiver, text: PlacedText, separator: string | null): void {
    const path = separator === null ? [text.value] : text.value.split(separator).filter((part) => part !== "");
    if (!path.some((part) => this.#wanted.names.has(part))) return;
    this.#push({ kind, by, path, lookup: null, span: text.span, receiver });
  }

  #push(use: RawUse): void {
    this.uses.push(this.#holder ? { ...use, holder: this.#holder } : use);
  }

  get #text(): string {
    return this.#values.scopes.text;
  }
}

/** Prefixes say how to order, or how the admin searches (https://docs.djangoproject.com/en/5.2/ref/contrib/admin/). */
function plain(text: PlacedText): PlacedText {
  const value = text.value.replace(/^[-+^=@$]/, "");
  const by = text.value.length - value.length;
  return by === 0 ? text : { ...text, value, span: { start: text.span.start + by, end: text.span.end } };
}

function receiverOf({ name, role, about }: RoleOfClass): UseReceiver | null {
  return role === "model" ? { kind: "class", name } : about;
}

function fullNameOf({ name, parent }: Scope): string {
  return parent?.node.name === "ClassDefinition" ? `${fullNameOf(parent)}.${name}` : name;
}

function startsAfter(node: SyntaxNode, offset: number): boolean {
  return node.from > offset;
}

const LISTS: ReadonlySet<string> = new Set(["ArrayExpression", "TupleExpression", "SetExpression"]);

const SIGNS: ReadonlySet<string> = new Set(["(", ")", "[", "]", "{", "}", ",", "ArithOp", "Comment"]);
