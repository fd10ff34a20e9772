import { everyStatement } from "../../../languages/python/everyStatement.ts";
import type { BinaryExpression, Expression } from "../../../languages/python/expression.ts";
import type { Statement } from "../../../languages/python/layout.ts";
import { calleeOf } from "../../../languages/python/literals.ts";
import { readModule } from "../../../languages/python/module.ts";
import { readExpression } from "../../../languages/python/readExpression.ts";

/** A setting whose default is written down. */
export interface Defaulted {
  readonly name: string;
  /** Of the environment; null when it is not known. */
  readonly variable: string | null;
  /** Null when it is no text. */
  readonly text: string | null;
}

/**
 * Whether a module raises where a setting has its default: `if not DEBUG and SECRET_KEY == DEFAULT`, `if "SECRET_KEY" not in os.environ`.
 * A key that is empty or short is another than the default, so that a test for these refuses nothing.
 */
export function refusesDefault(text: string, setting: Defaulted): boolean {
  const startsWith = ({ span }: Statement, word: RegExp): boolean => word.test(text.slice(span.start, span.end));
  return everyStatement(readModule(text).layout.statements).some((statement) => {
    const { kind, span, body } = statement;
    if (kind !== "block" || !startsWith(statement, /^(el)?if\b/) || !body.some((each) => startsWith(each, /^raise\b/)))
      return false;
    const start = span.start + text.slice(span.start).indexOf("if") + 2;
    return isTrueOf(readExpression(text, { start, end: span.end - 1 }), setting);
  });
}

/** What else a test asks for, such as `not DEBUG`, is taken to be so where the project is deployed. */
function isTrueOf(test: Expression, setting: Defaulted): boolean {
  switch (test.kind) {
    case "binary":
      return /^(and|or)$/.test(test.operator)
        ? isTrueOf(test.left, setting) || isTrueOf(test.right, setting)
        : isComparedSo(test, setting);
    case "unary":
      return test.operator === "not" && isGiven(test.operand, setting);
    case "call": {
      const [start] = test.arguments;
      return calleeOf(test) === `${setting.name}.startswith` && start !== undefined && isPart(start.value, setting);
    }
    default:
      return false;
  }
}

function isComparedSo(test: BinaryExpression, setting: Defaulted): boolean {
  const { operator, left, right } = test;
  switch (operator) {
    case "==":
    case "is":
      return (
        (isSetting(left, setting) && mayBeDefault(right, setting)) ||
        (isSetting(right, setting) && mayBeDefault(left, setting)) ||
        (isVariable(left, setting) && right.kind === "constant" && right.value === null)
      );
    case "in":
      if (isSetting(right, setting)) return isPart(left, setting);
      return (
        isSetting(left, setting) &&
        (right.kind === "sequence" ? right.items : [right]).some((item) => mayBeDefault(item, setting))
      );
    case "not in":
      return isVariableIn(test, setting);
    default:
      return false;
  }
}

function isSetting(expression: Expression, { name }: Defaulted): boolean {
  return expression.kind === "name" && expression.text.split(".").at(-1) === name;
}

/** A name stands for the default, as far as one can tell. */
function mayBeDefault(expression: Expression, { text }: Defaulted): boolean {
  return expression.kind === "name" || isText(expression, text);
}

function isPart(expression: Expression, { text }: Defaulted): boolean {
  if (expression.kind === "name") return true;
  return expression.kind === "text" && expression.value !== "" && text?.includes(expression.value) === true;
}

/** `os.environ.get("SECRET_KEY")`, `os.getenv("SECRET_KEY")` */
function isVariable(expression: Expression, { variable }: Defaulted): boolean {
  if (expression.kind !== "call" || !/(^|\.)(environ\.get|getenv)$/.test(calleeOf(expression))) return false;
  const [name, ...others] = expression.arguments;
  return others.length === 0 && name !== undefined && isText(name.value, variable);
}

/** Whether a test holds where the variable is given. */
function isGiven(test: Expression, setting: Defaulted): boolean {
  if (test.kind === "binary") return test.operator === "in" && isVariableIn(test, setting);
  return isVariable(test, setting);
}

/** `"SECRET_KEY" in os.environ`, or `not in`. */
function isVariableIn({ left, right }: BinaryExpression, { variable }: Defaulted): boolean {
  return isText(left, variable) && right.kind === "name" && /(^|\.)environ$/.test(right.text);
}

function isText(expression: Expression, text: string | null): boolean {
  return expression.kind === "text" && expression.value === text;
}
