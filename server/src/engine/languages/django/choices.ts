import type { Expression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import { literalOf, textOf } from "../python/literals.ts";
import type { FileNames } from "./names.ts";
import { type ClassScope, sourceOf } from "./scope.ts";

/** Names that stand for names that stand for choices: more in a row than anyone writes. */
const MOST_NAMES = 5;

/** The values to choose from as people see them; empty when the file does not tell. */
export class Choices {
  private readonly names: FileNames;
  /** By the value or the enumeration that many fields may share. */
  private readonly known = new Map<Expression | ClassScope, readonly string[]>();

  constructor(names: FileNames) {
    this.names = names;
  }

  labelsOf(scope: ClassScope, choices: Expression): readonly string[] {
    return this.labels(scope, choices, 0);
  }

  private labels(scope: ClassScope, choices: Expression, followed: number): readonly string[] {
    switch (choices.kind) {
      case "sequence":
        return choices.items.flatMap(labelsOfItem);
      case "dictionary":
        return choices.entries.flatMap(({ value }) =>
          value.kind === "dictionary" ? value.entries.flatMap((entry) => labelOf(entry.value)) : labelOf(value),
        );
      case "binary":
        return choices.operator === "+"
          ? [choices.left, choices.right].flatMap((side) => this.labels(scope, side, followed))
          : [];
      case "name":
        return this.labelsOfName(scope, choices.text, followed);
      default:
        return [];
    }
  }

  private labelsOfName(scope: ClassScope, name: string, followed: number): readonly string[] {
    const enumeration = this.names.classOf(enumerationName(name));
    const source = enumeration ?? (followed < MOST_NAMES ? this.names.valueOf(scope, name) : null);
    if (!source) return [];
    let labels = this.known.get(source);
    if (!labels) {
      labels = "statement" in source ? enumerationLabels(source) : this.labels(scope, source, followed + 1);
      this.known.set(source, labels);
    }
    return labels;
  }
}

/** `Status` in `Status.choices`, `Customer.Status.choices` and `Status`. */
function enumerationName(dotted: string): string {
  const parts = dotted.split(".");
  if (parts.length > 1 && parts.at(-1) === "choices") parts.pop();
  return parts.at(-1)!;
}

/** `(value, label)`, or a group `(name, [(value, label), …])`. */
function labelsOfItem(item: Expression): readonly string[] {
  if (item.kind !== "sequence") return labelOf(item);
  const [value, label] = item.items;
  if (label?.kind === "sequence") return label.items.flatMap(labelsOfItem);
  const text = label ? labelOf(label) : [];
  return text.length > 0 || !value ? text : labelOf(value);
}

function labelOf(expression: Expression): readonly string[] {
  const value = literalOf(expression);
  return value === undefined || value === null ? [] : [String(value)];
}

/** A member without a label is shown by its name, as Django does: `PER_MONTH` is "Per Month". */
function enumerationLabels({ module, members }: ClassScope): readonly string[] {
  return members.flatMap((member) => {
    if (member.kind !== "assignment" || !member.value) return [];
    const name = sourceOf(module, member.name!);
    const value = readExpression(module.text, member.value);
    const label = value.kind === "sequence" ? value.items.at(-1) : undefined;
    const text = label ? textOf(label) : null;
    if (text !== null) return [text];
    return name.startsWith("_") ? labelOf(value) : [titleOf(name)];
  });
}

function titleOf(name: string): string {
  const words = name.split("_").filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join(" ");
}
