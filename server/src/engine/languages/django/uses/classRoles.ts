/** What the classes of a file are to Django and its kin, and which model they speak of. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { allNamed, firstNamed, lastNamed } from "../../python/namedChild.ts";
import type { ClassAbout, ClassRole } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { snakeCase } from "../../../text/snakeCase.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import type { Value } from "./model.ts";
import { type Bound, decoratorsOf, returnsIn, type Scope, type Scopes } from "./scopes.ts";
import { textsIn } from "./texts.ts";
import { uploadsOf } from "./uploads.ts";

export interface RoleOfClass {
  readonly name: string;
  readonly role: ClassRole;
  /** Null where it speaks of none, or nothing tells. */
  readonly about: UseReceiver | null;
}

const MANAGER = /(?:Manager|QuerySet|Queryset)$/;

/** By how the last base is called, or else the class itself: nearly all of them are called so. */
const ENDINGS: readonly (readonly [ending: RegExp, role: ClassRole])[] = [
  [MANAGER, "manager"],
  [/(?:Form|FormSet)$/, "form"],
  [/(?:Serializer|ModelSchema)$/, "serializer"],
  [/(?:Admin|Inline|TabularInline|StackedInline)(?:Mixin)?$/, "admin"],
  [/(?:FilterSet|Filter|Filterset)$/, "filterset"],
  [/(?:View|ViewSet|Viewset|APIView|ViewMixin)$/, "view"],
  [/(?:ObjectType|Mutation)$/, "graphql"],
  [/Resource$/, "resource"],
  [/Factory$/, "factory"],
];

/** What may stand before the name of a model in that of a class that speaks of it. */
const ACTIONS = /^(?:Create|Update|Edit|Add|Delete|List|Detail|Base|Admin|Simple|Basic|Public|Nested|Change)(?=[A-Z])/;

const HINTED: ReadonlySet<ClassRole> = new Set(["manager", "form", "serializer", "admin", "filterset", "resource"]);

export class ClassRoles {
  readonly #scopes: Scopes;
  readonly #read: (node: SyntaxNode) => Value | null;
  readonly #qualified: (dotted: string) => string;
  readonly #known = new Map<Scope, RoleOfClass>();
  /** The first class of each name. */
  readonly #byName = new Map<string, Scope>();
  /** By class: the models of whose body it is an attribute, or which it is registered for. */
  #told: Map<string, Value> | null = null;

  constructor(scopes: Scopes, read: (node: SyntaxNode) => Value | null, qualified: (dotted: string) => string) {
    this.#scopes = scopes;
    this.#read = read;
    this.#qualified = qualified;
    for (const scope of scopes.classes.toReversed()) this.#byName.set(scope.name, scope);
  }

  of(scope: Scope): RoleOfClass {
    const known = this.#known.get(scope);
    if (known) return known;
    const name = scope.name;
    // For classes that inherit in circles, in code that is half typed.
    this.#known.set(scope, { name, role: "model", about: null });
    const role = this.#roleOf(scope, name);
    const partial: RoleOfClass = { name, role, about: null };
    this.#known.set(scope, partial);
    const found: RoleOfClass = { name, role, about: this.#aboutOf(scope, role) ?? hintOf(name, role) };
    this.#known.set(scope, found);
    return found;
  }

  /** A class and those of the file that it inherits from, the nearest first. */
  lineage(scope: Scope, found = new Set<Scope>()): ReadonlySet<Scope> {
    if (found.has(scope)) return found;
    found.add(scope);
    for (const base of this.basesOf(scope)) {
      const own = this.classCalled(base);
      if (own) this.lineage(own, found);
    }
    return found;
  }

  /** Nested classes of one, such as its `Meta`. */
  nested(scope: Scope, name: string): Scope | null {
    const bound = this.#scopes.member(scope, name);
    return bound?.kind === "class" ? this.#scopes.at(bound.node) : null;
  }

  /** As written. */
  basesOf({ node }: Scope): readonly string[] {
    const list = lastNamed(node, "ArgList");
    if (!list) return [];
    return childrenOf(list)
      .filter(
        (child) =>
          (child.name === "VariableName" || child.name === "MemberExpression") &&
          child.nextSibling?.name !== "AssignOp" &&
          child.prevSibling?.name !== "AssignOp",
      )
      .map((child) => this.#scopes.source(child));
  }

  /** What other files may have to know. */
  abouts(): readonly ClassAbout[] {
    return this.#scopes.classes.flatMap((scope) => {
      const { name, role, about } = this.of(scope);
      if (role === "model") return uploadsOf(scope, this.#scopes);
      if (!about || about.kind === "name" || name === "") return [];
      return [{ name, model: about, ...this.#chosenBy(scope, role) }];
    });
  }

  /** Which fields of its model a form or serializer has, where its own class tells; its bases may declare others. */
  #chosenBy(scope: Scope, role: ClassRole): Pick<ClassAbout, "only" | "except"> {
    const meta = role === "form" || role === "serializer" ? this.nested(scope, "Meta") : null;
    if (!meta || this.basesOf(meta).length > 0 || !this.basesOf(scope).every((base) => PLAIN_BASE.test(base)))
      return {};
    const only = this.#listIn(meta, "fields");
    const declared = [...scope.names.keys()];
    const except = (this.#listIn(meta, "exclude") ?? []).filter((name) => !declared.includes(name));
    return {
      ...(only ? { only: [...new Set([...only, ...declared])] } : {}),
      ...(except.length > 0 ? { except } : {}),
    };
  }

  /** Null unless it is a list of literal texts. */
  #listIn(scope: Scope, option: string): readonly string[] | null {
    const bound = this.#scopes.member(scope, option);
    if (bound?.kind !== "value" || !LISTS.has(bound.node.name)) return null;
    const isLiteral = childrenOf(bound.node).every(({ name }) => LIST_PARTS.has(name));
    return isLiteral ? textsIn(this.#scopes.text, bound.node).map(({ value }) => value) : null;
  }

  /** Managers of classes that stand in the body of a model and come from another file. */
  managersElsewhere(): readonly ClassAbout[] {
    return [...this.#toldAbouts()]
      .filter(([name]) => !this.#byName.has(name))
      .map(([name, { root }]) => ({ name, model: root }));
  }

  #roleOf(scope: Scope, name: string): ClassRole {
    const bases = this.basesOf(scope);
    for (const base of bases) {
      const plain = lastPart(this.#qualified(base));
      const own = this.classCalled(base);
      const inherited = own ? this.of(own).role : null;
      if (inherited && inherited !== "model") return inherited;
      const found = ENDINGS.find(([ending]) => ending.test(plain));
      if (found && !own) return found[1];
    }
    if (bases.length === 0 && !this.#isDecoratedFor(scope)) return "model";
    if (this.#isDecoratedFor(scope)) {
      const decorators = this.#decoratorText(scope);
      return /admin/i.test(decorators) ? "admin" : ASKED_BY.test(decorators) ? "filterset" : "graphql";
    }
    const isModelLike = bases.some((base) => lastPart(base).endsWith("Model"));
    return isModelLike ? "model" : (ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? "model");
  }

  #aboutOf(scope: Scope, role: ClassRole): UseReceiver | null {
    for (const inner of role === "serializer" ? ["Meta", "Config"] : ["Meta", "Django"]) {
      const meta = this.nested(scope, inner);
      const model = meta && this.#classIn(meta, "model");
      if (model) return model;
      for (const base of meta ? this.basesOf(meta) : []) {
        const owner = base.endsWith(".Meta") ? this.classCalled(base.slice(0, -".Meta".length)) : null;
        const about = owner && owner !== scope ? this.of(owner).about : null;
        if (about && about.kind !== "name") return about;
      }
    }
    if (role === "model") return null;
    const own = this.#classIn(scope, "model") ?? this.#classIn(scope, "queryset");
    if (own) return own;
    const queried = role === "view" ? this.#queriedBy(scope) : null;
    if (queried) return queried;
    const registered = this.#registeredFor(scope) ?? this.#toldAbouts().get(scope.name)?.root;
    if (registered) return registered;
    for (const base of this.basesOf(scope)) {
      const owner = this.classCalled(base);
      const about = owner && owner !== scope ? this.of(owner).about : null;
      if (about && about.kind !== "name") return about;
      if (base === "UserManager" || base === "BaseUserManager") return { kind: "user" };
    }
    return null;
  }

  /** The model that is assigned to an option, by itself or as a query. */
  #classIn(scope: Scope, option: string): UseReceiver | null {
    const [given, ...others] = this.#scopes.option(scope, option);
    const value = given && others.length === 0 ? this.#read(given) : null;
    if (!value || value.form === "one" || value.hops.length > 0) return null;
    return value.root.kind === "class" || value.root.kind === "user" ? value.root : null;
  }

  /** The model of which `get_queryset` gives objects. */
  #queriedBy(scope: Scope): UseReceiver | null {
    const bound = this.#scopes.member(scope, "get_queryset");
    for (const statement of bound?.kind === "function" ? returnsIn(bound.node) : []) {
      const given = childrenOf(statement)[1];
      const value = given ? this.#read(given) : null;
      if (value?.form === "many" && value.hops.length === 0 && value.root.kind === "class") return value.root;
    }
    return null;
  }

  /** `@admin.register(Customer)`, `@strawberry_django.type(Customer)`. */
  #registeredFor(scope: Scope): UseReceiver | null {
    for (const decorator of decoratorsOf(scope.node)) {
      const list = lastNamed(decorator, "ArgList");
      for (const child of list ? childrenOf(list) : []) {
        if (child.prevSibling?.name === "AssignOp") continue;
        const value =
          child.name === "VariableName" || child.name === "MemberExpression" || child.name === "CallExpression"
            ? this.#read(child)
            : null;
        if (value?.form === "class" && value.hops.length === 0) return value.root;
      }
    }
    return null;
  }

  #decoratorText(scope: Scope): string {
    return decoratorsOf(scope.node)
      .map((decorator) => this.#scopes.source(decorator))
      .join("\n");
  }

  #isDecoratedFor(scope: Scope): boolean {
    return /^@(?:\w+\.)*(?:register\(|\w*django\w*\.(?:type|input|partial|filter|order)|type\()/m.test(
      this.#decoratorText(scope),
    );
  }

  /** That of the file, by what it is called there. */
  classCalled(name: string): Scope | null {
    if (name.includes(".")) return null;
    return this.#byName.get(name) ?? null;
  }

  /** `objects = CustomerManager()` in a model, `admin.site.register(Customer, CustomerAdmin)` in a file. */
  #toldAbouts(): ReadonlyMap<string, Value> {
    if (this.#told) return this.#told;
    const told = new Map<string, Value>();
    this.#told = told;
    for (const scope of this.#scopes.classes) {
      const root: UseReceiver = { kind: "class", name: scope.name };
      for (const placed of scope.names.values()) {
        const manager = this.#managerIn(placed.at(-1)?.bound);
        if (manager) for (const name of manager) told.set(name, { root, hops: [], form: "class" });
      }
    }
    const script = this.#scopes.classes[0] ? rootOf(this.#scopes.classes[0].node) : null;
    for (const statement of script ? allNamed(script, "ExpressionStatement") : []) {
      const call = firstNamed(statement, "CallExpression");
      const callee = call && firstNamed(call, "MemberExpression");
      if (!call || !callee || !this.#scopes.source(callee).endsWith(".register")) continue;
      const [model, admin] = childrenOf(lastNamed(call, "ArgList")!).filter(
        ({ name }) => !["(", ")", ","].includes(name),
      );
      const value = model ? this.#read(model) : null;
      if (value?.form === "class" && admin?.name === "VariableName") told.set(this.#scopes.source(admin), value);
    }
    return told;
  }

  /** Classes of a manager that an assignment makes; null when it makes none. */
  #managerIn(bound: Bound | undefined): readonly string[] | null {
    if (bound?.kind !== "value" || bound.node.name !== "CallExpression") return null;
    const text = this.#scopes.source(bound.node);
    // `CustomerManager()`, `CustomerQuerySet.as_manager()`, `Manager.from_queryset(CustomerQuerySet)()`
    const names = [...text.matchAll(/(?<![\w"'.])(?:\w+\.)*(\w+(?:Manager|QuerySet|Queryset))\b/g)].map(
      (match) => match[1]!,
    );
    const made = this.classCalled(this.#scopes.source(bound.node.firstChild!));
    if (made && this.basesOf(made).some((base) => MANAGER.test(base))) names.push(made.name);
    return names.length > 0 ? names : null;
  }
}

/** https://strawberry.rocks/docs/django/guide/filters */
const ASKED_BY = /^@(?:\w+\.)*(?:filter|filter_type|order|order_type)\(/m;

/** Bases that declare no fields. */
const PLAIN_BASE = /(?:^|\.)(?:ModelForm|ModelSerializer)$/;

const LISTS: ReadonlySet<string> = new Set(["ArrayExpression", "TupleExpression"]);
const LIST_PARTS: ReadonlySet<string> = new Set(["String", "[", "]", "(", ")", ","]);

function rootOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent) at = at.parent;
  return at;
}

/** `customer` of `CustomerForm`: how a variable for its model would be called. */
function hintOf(name: string, role: ClassRole): UseReceiver | null {
  if (!HINTED.has(role)) return null;
  const ending = ENDINGS.find(([pattern]) => pattern.test(name))?.[0];
  const plain = (ending ? name.replace(ending, "") : "").replace(ACTIONS, "").replace(/Model$/, "");
  return plain.length > 1 ? { kind: "name", name: snakeCase(plain) } : null;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
