/** Fields that a class takes and never gives, or of which it gives what a method of its own makes of them. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { ClassRole, UseHolder } from "../../../schema/rawUses.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { handedTo } from "./calls.ts";
import { SOURCES } from "./classOptions.ts";
import { hiddenByRepresentation } from "./represented.ts";
import type { Scope } from "./scopes.ts";
import { textsIn } from "./texts.ts";
import type { ValueReader } from "./values.ts";

export type Withheld = Pick<UseHolder, "withheld" | "replaced" | "mayWithhold">;

export function withheldBy(values: ValueReader, scope: Scope, role: ClassRole): Withheld {
  const reader = new WithheldReader(values, role);
  reader.read(scope);
  const { withheld, replaced, isUnsure } = reader;
  return {
    ...(withheld.size > 0 && { withheld: [...withheld] }),
    ...(replaced.size > 0 && { replaced: [...replaced] }),
    ...(isUnsure && GIVING.has(role) && { mayWithhold: true }),
  };
}

const GIVING: ReadonlySet<ClassRole> = new Set(["serializer", "graphql", "form", "resource"]);

class WithheldReader {
  readonly withheld = new Set<string>();
  readonly replaced = new Set<string>();
  isUnsure = false;
  /** A class may inherit from another in any number of ways. */
  readonly #seen = new Set<Scope>();
  readonly #values: ValueReader;
  readonly #role: ClassRole;

  constructor(values: ValueReader, role: ClassRole) {
    this.#values = values;
    this.#role = role;
  }

  /** `hidden`: names that children declare; `isMetaHidden`: a child has options of its own. */
  read(scope: Scope, hidden: ReadonlySet<string> = NONE, isMetaHidden = false): void {
    if (this.#seen.has(scope)) return;
    this.#seen.add(scope);
    const { scopes, roles } = this.#values;
    const declared = new Set([...hidden, ...scope.names.keys()]);
    for (const [name, placed] of scope.names) {
      if (!hidden.has(name)) this.#member(name, placed.at(-1)!.bound);
    }
    const meta = roles.nested(scope, "Meta");
    const others = meta ? roles.basesOf(meta) : [];
    const options = meta && !isMetaHidden ? scopes.option(meta, this.#option.name) : [];
    for (const node of options) this.#byField(node, declared);
    if (others.some((base) => !roles.classCalled(base.split(".")[0]!))) this.isUnsure = true;
    for (const base of roles.basesOf(scope)) {
      this.#base(base, scope, declared, isMetaHidden || (meta !== null && !others.includes(`${base}.Meta`)));
    }
  }

  /** The option of `Meta` that says something of each field which the class does not declare itself. */
  get #option(): { readonly name: string; readonly withholds: RegExp } {
    return this.#role === "form"
      ? { name: "widgets", withholds: SHOWS_NOTHING }
      : { name: "extra_kwargs", withholds: WRITE_ONLY };
  }

  /** What a class before it in the file declares counts; of one in another file nobody knows. */
  #base(base: string, scope: Scope, hidden: ReadonlySet<string>, isMetaHidden: boolean): void {
    const qualified = this.#values.qualified(base);
    // https://docs.djangoproject.com/en/5.2/topics/auth/default/#django.contrib.auth.forms.UserChangeForm
    if (qualified.endsWith("auth.forms.UserChangeForm")) this.withheld.add("password");
    const own = this.#values.roles.classCalled(base);
    if (own) {
      // None stands before itself.
      if (own.node.to <= scope.node.from) this.read(own, hidden, isMetaHidden);
    } else if (!KNOWN_BASES.test(qualified)) this.isUnsure = true;
  }

  #member(name: string, bound: NonNullable<ReturnType<ValueReader["scopes"]["member"]>>): void {
    if (bound.kind === "function") {
      const resolved = /^(?:resolve|dehydrate)_(\w+)$/.exec(name)?.[1];
      if (resolved !== undefined) this.withheld.add(resolved);
      if (name === "to_representation" && this.#role === "serializer")
        for (const hidden of hiddenByRepresentation(this.#values.scopes.source(bound.node))) this.withheld.add(hidden);
    } else if (bound.kind === "value" && bound.node.name === "CallExpression") {
      const source = this.#sourceOf(bound.node);
      if (this.#isWithheld(bound.node)) {
        this.withheld.add(name);
        if (source) this.withheld.add(source.split(/\.|__/).at(-1)!);
      } else if (source !== null && source !== name) this.replaced.add(name);
    }
  }

  /** What a declared member stands for, where that says so: `source="api_key"`. */
  #sourceOf(call: SyntaxNode): string | null {
    const given = handedTo(this.#values.scopes, call).find(({ keyword }) => keyword !== null && SOURCES.has(keyword));
    return given ? (textsIn(this.#values.scopes.text, given.value)[0]?.value ?? "") : null;
  }

  #isWithheld(call: SyntaxNode): boolean {
    const { scopes } = this.#values;
    const field = this.#values.lastName(call.firstChild!);
    const given = lastNamed(call, "ArgList");
    if (/(?:MethodField|HiddenField|ReadOnlyPasswordHashField)$/.test(field)) return true;
    // What is unpacked may say it.
    if (given && childrenOf(given).some(({ name }) => name === "**")) this.isUnsure = true;
    if (given && (WRITE_ONLY.test(scopes.source(given)) || SHOWS_NOTHING.test(scopes.source(given)))) return true;
    // What a class of the project's own gives is not known.
    return this.#role === "serializer" && !KNOWN_FIELDS.test(this.#values.qualified(scopes.source(call.firstChild!)));
  }

  #byField(node: SyntaxNode, declared: ReadonlySet<string>): void {
    const { scopes } = this.#values;
    const say = (name: string, value: SyntaxNode): void => {
      if (declared.has(name)) return;
      if (value.name === "VariableName") this.isUnsure ||= !SHOWS_NOTHING.test(scopes.source(value));
      if (this.#option.withholds.test(scopes.source(value))) this.withheld.add(name);
    };
    if (node.name === "VariableName") {
      const bound = scopes.find(scopes.source(node), node);
      if (bound?.kind === "value" && bound.index === null && WRITTEN_OUT.has(bound.node.name)) {
        this.#byField(bound.node, declared);
      } else this.isUnsure = true;
    } else if (node.name === "DictionaryExpression") {
      for (const child of childrenOf(node)) {
        if (child.name === "**" || (child.nextSibling?.name === ":" && child.name !== "String")) this.isUnsure = true;
        const key = child.prevSibling?.name === ":" ? child.prevSibling.prevSibling : null;
        const name = key && textsIn(scopes.text, key)[0]?.value;
        if (name) say(name, child);
      }
    } else if (node.name === "CallExpression" && this.#values.lastName(node.firstChild!) === "dict") {
      for (const { keyword, value } of handedTo(scopes, node)) {
        if (keyword === null) this.isUnsure = true;
        else say(keyword, value);
      }
    } else this.isUnsure = true;
  }
}

const NONE: ReadonlySet<string> = new Set();

const WRITTEN_OUT: ReadonlySet<string> = new Set(["DictionaryExpression", "CallExpression"]);

/** Bases that declare no fields of a model, as far as one sees. */
const KNOWN_BASES =
  /^(?:rest_framework|ninja|graphene|graphene_django|strawberry|strawberry_django|pydantic|import_export|django)\.|(?:^|\.)(?:object|(?:Hyperlinked)?(?:Model)?Serializer|ModelSchema|Schema|DjangoObjectType|ModelForm|Form|ModelResource)$/;

const KNOWN_FIELDS = /(?:^|\.)(?:serializers|rest_framework\.\w+|ninja|pydantic)\.\w+$/;

const WRITE_ONLY = /\b(?:write_only|load_only)["']?\s*[=:]\s*(?!False\b)\w/;

/** https://docs.djangoproject.com/en/5.2/ref/forms/widgets/#django.forms.PasswordInput */
const SHOWS_NOTHING = /\bPasswordInput\b(?![^]*\brender_value\s*=\s*True)/;
