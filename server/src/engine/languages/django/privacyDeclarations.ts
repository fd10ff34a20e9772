import type { PrivacyDeclaration, PrivacyStatement } from "../../schema/schema.ts";
import type { Expression } from "../python/expression.ts";
import type { Statement } from "../python/layout.ts";
import { calleeOf, literalOf } from "../python/literals.ts";
import { lastPart } from "./fieldTypes.ts";
import type { PythonModule } from "../python/module.ts";
import type { FileNames } from "./names.ts";
import { type Assignment, assignmentsOf, type ClassScope, sourceOf } from "./scope.ts";

/**
 * What a model says of its fields for other tools, in classes within it:
 *
 * - `PrivacyMeta` of django-gdpr-assist 1.4.2 (docs/privacy_meta.rst). `fields` are those "which contain personal
 *   information", and no others are anonymised, by `search_fields` the data of a person is found. Without `fields` all are
 *   anonymised, which says nothing of any one; neither does `export_fields`, where by default all are, too.
 * - `Meta.sensitive_fields` of django-scrub-pii 1.1.3 (scrubpii/utils.py).
 * - `Scrubbers` of django-scrubber 8.0.0 (README.md): a scrubber for each field by its name.
 */
export function readPrivacyDeclarations(names: FileNames, scope: ClassScope): readonly PrivacyDeclaration[] {
  const { module } = scope;
  return scope.members.flatMap((member) => {
    if (member.kind !== "class" || !member.name) return [];
    const name = sourceOf(module, member.name);
    if (name === "PrivacyMeta") return privacyMeta(names, scope, assignmentsOf(module, member, PRIVACY_META));
    if (name === "Meta")
      return fieldList(names, scope, assignmentsOf(module, member, META), "Meta", "sensitive_fields", true);
    return name === "Scrubbers" ? [scrubbers(module, member, assignmentsOf(module, member))] : [];
  });
}

const PRIVACY_META = new Set(["can_anonymise", "fields", "search_fields"]);
const META = new Set(["sensitive_fields"]);

/** What a value that stands for a scrubber says of a field. */
export function scrubberSays(value: Expression): PrivacyStatement["says"] {
  // What counts as false takes a scrubber for all models back (`_filter_out_disabled` in services/scrubber.py).
  const literal = literalOf(value);
  if (literal !== undefined && !literal) return "nothing";
  // "Actively decide to keep certain data instead of scrubbing them": `non_critical_field = scrubbers.Keep`.
  const name = value.kind === "call" ? calleeOf(value) : value.kind === "name" ? value.text : "";
  return lastPart(name) === "Keep" ? "not personal" : "personal";
}

function privacyMeta(
  names: FileNames,
  scope: ClassScope,
  assignments: readonly Assignment[],
): readonly PrivacyDeclaration[] {
  const anonymises = assignments.find(({ name }) => name === "can_anonymise");
  const isAnonymised = !(anonymises && literalOf(anonymises.value) === false);
  return [
    ...fieldList(names, scope, assignments, "PrivacyMeta", "fields", isAnonymised),
    ...fieldList(names, scope, assignments, "PrivacyMeta", "search_fields", false),
  ];
}

function fieldList(
  names: FileNames,
  scope: ClassScope,
  assignments: readonly Assignment[],
  className: string,
  option: string,
  leavesOthersAlone: boolean,
): readonly PrivacyDeclaration[] {
  const assignment = assignments.findLast(({ name }) => name === option);
  if (!assignment || literalOf(assignment.value) === null) return [];
  const { fields, isWhole } = listed(names, scope, assignment.value);
  const statements = fields.map(({ text, span }) => ({ field: fieldOf(text), says: "personal" as const, span }));
  return [{ name: `${className}.${option}`, statements, isWhole: isWhole && leavesOthersAlone }];
}

interface Listed {
  readonly fields: readonly { readonly text: string; readonly span: PrivacyStatement["span"] }[];
  /** Nothing of it stands where we do not look. */
  readonly isWhole: boolean;
}

/** The texts of `["a", "b"]`, `{"a"}`, `NAMES + ["a"]`. */
function listed(names: FileNames, scope: ClassScope, value: Expression): Listed {
  if (value.kind === "text") return { fields: [{ text: value.value, span: value.span }], isWhole: true };
  if (value.kind === "sequence") return joined(value.items.map((item) => listed(names, scope, item)));
  if (value.kind === "binary") return joined([listed(names, scope, value.left), listed(names, scope, value.right)]);
  const constant = value.kind === "name" && !value.text.includes(".") ? names.valueOf(scope, value.text) : null;
  return constant?.kind === "sequence" && constant.items.every(({ kind }) => kind === "text")
    ? listed(names, scope, constant)
    : { fields: [], isWhole: false };
}

function joined(parts: readonly Listed[]): Listed {
  return { fields: parts.flatMap(({ fields }) => fields), isWhole: parts.every(({ isWhole }) => isWhole) };
}

/** `search_fields` may name a lookup: `name__icontains`. */
function fieldOf(path: string): string {
  return path.split("__", 1)[0]!;
}

function scrubbers(module: PythonModule, { value }: Statement, assignments: readonly Assignment[]): PrivacyDeclaration {
  const statements = assignments
    .filter(({ name }) => !name.startsWith("_"))
    .map(({ name, nameSpan, value: scrubber }) => ({ field: name, says: scrubberSays(scrubber), span: nameSpan }));
  const hasBases = value !== null && /\w/.test(sourceOf(module, value));
  return { name: "Scrubbers", statements, isWhole: !hasBases };
}
