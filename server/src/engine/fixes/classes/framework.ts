/** Which framework gives the fields of a class, and the fields that the class declares itself. */
import { readExpression } from "../../languages/python/readExpression.ts";
import { calleeOf } from "../../languages/python/literals.ts";
import { nameOf } from "../../languages/django/scope.ts";
import { type ShownClass, classesCalled } from "../../languages/django/shownClass.ts";
import type { ClassRole } from "../../schema/rawUses.ts";

export type Framework = "rest" | "linkedRest" | "ninja" | "graphene" | "strawberry" | "form" | "resource" | "filterset";

export interface OwnFields {
  readonly framework: Framework;
  /** Fields that the class and its bases declare, in the order of the framework. */
  readonly declared: readonly string[];
}

/** Their bases in full, and what they make of a class. */
const BASES: readonly (readonly [base: RegExp, framework: Framework])[] = [
  [/^rest_framework\.serializers\.ModelSerializer$/, "rest"],
  [/^rest_framework\.serializers\.HyperlinkedModelSerializer$/, "linkedRest"],
  [/^ninja\.(?:orm\.)?ModelSchema$/, "ninja"],
  [/^graphene_django\.(?:types\.)?DjangoObjectType$/, "graphene"],
  [/^import_export\.resources\.ModelResource$/, "resource"],
  [/^django_filters\.(?:rest_framework\.)?(?:filterset\.)?FilterSet$/, "filterset"],
];

/** A sentence where that cannot be known. */
export function ownFields(found: ShownClass, role: ClassRole): OwnFields | string {
  // What a form has of its model hangs on its options alone.
  if (role === "form" || role === "view") return { framework: "form", declared: [] };
  if (role === "graphql" && found.scope.statement.decorators.length > 0)
    return { framework: "strawberry", declared: [] };
  const read = inherited(found, new Set());
  if (typeof read === "string") return read;
  if (!read.framework) return `What \`${found.scope.name}\` is made of is not known.`;
  // Elsewhere what a class declares itself is there whatever its options name.
  if (read.doubt !== null && NAMES_DECLARED.has(read.framework)) return read.doubt;
  return { framework: read.framework, declared: [...read.declared] };
}

const NAMES_DECLARED: ReadonlySet<Framework> = new Set<Framework>(["rest", "linkedRest", "resource"]);

interface Inherited {
  readonly framework: Framework | null;
  readonly declared: ReadonlySet<string>;
  /** Why what it declares is not known for sure. */
  readonly doubt: string | null;
}

function inherited(found: ShownClass, passed: ReadonlySet<string>): Inherited | string {
  const { scope, module } = found;
  if (scope.broken || passed.has(scope.name)) return `\`${scope.name}\` cannot be read to the end.`;
  const text = module.text.slice(scope.statement.span.start, scope.statement.end);
  if (CHANGES_ITSELF.test(text)) return `The code of \`${scope.name}\` changes which fields it has.`;
  let framework: Framework | null = null;
  let doubt: string | null = null;
  const declared = new Set<string>();
  for (const base of scope.bases) {
    const [local, ...others] = base.text === base.qualified ? classesCalled(module, base.text) : [];
    if (others.length > 0) return `There are several classes \`${base.text}\`.`;
    const known = BASES.find(([name]) => name.test(base.qualified))?.[1];
    if (known) framework ??= known;
    else if (local) {
      const above = inherited(local, new Set([...passed, scope.name]));
      if (typeof above === "string") return above;
      framework ??= above.framework;
      doubt ??= above.doubt;
      // A class that is none of the framework gives no fields.
      if (above.framework) for (const name of above.declared) declared.add(name);
    } else if (base.text !== "object") {
      return `What \`${base.text}\`, which \`${scope.name}\` inherits from, adds or changes is not known.`;
    }
  }
  const own: string[] = [];
  const [first] = scope.statement.body;
  for (const [name, member] of found.members) {
    if (member.kind !== "assignment" || !member.value) continue;
    declared.delete(name);
    if (member.column !== first?.column) doubt ??= `\`${name}\` of \`${scope.name}\` is declared under a condition.`;
    const value = readExpression(module.text, member.value);
    if (value.kind !== "call") continue;
    const callee = calleeOf(value);
    if (callee === "" || !FIELDS.test(nameOf(module, callee).qualified))
      doubt ??= `Whether \`${name}\` of \`${scope.name}\` is a field is not known.`;
    own.push(name);
  }
  for (const name of own) declared.add(name);
  return { framework, declared, doubt };
}

const CHANGES_ITSELF = /\b(?:get_field_names|get_default_field_names|Meta\.(?:fields|exclude)|declared_fields)\b/;

const FIELDS =
  /^(?:rest_framework\.(?:serializers|fields|relations)\.\w+|.*(?:Field|Serializer|Filter|Related|fields\.Field))$/;
