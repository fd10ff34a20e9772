import type { Expression } from "../../languages/python/expression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import type { Project } from "../../project/model.ts";
import { isAddressesFile } from "../../project/readProject.ts";
import { assignmentParts } from "../../project/settings/assignment.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import type { Span } from "../../text/span.ts";
import type { DebugTool } from "../../project/settings/debugTools.d.yml.ts";

/** `path("__debug__/", include("debug_toolbar.urls"))` with no `if` around it. */
export interface ToolAddress {
  readonly path: string;
  readonly module: PythonModule;
  readonly statement: Statement;
  /** The list in brackets that it stands in, and the place in it; null where it stands alone. */
  readonly list: { readonly span: Span; readonly items: readonly Span[]; readonly index: number } | null;
  /** Of the call of `path`. */
  readonly span: Span;
}

/** In the addresses of the Django project that has these settings. */
export function unguardedAddresses(
  { texts }: Project,
  { folder }: SettingsEnvironment,
  { urls }: DebugTool,
): readonly ToolAddress[] {
  if (urls === undefined) return [];
  return [...texts].flatMap(([path, text]) => {
    if (!isAddressesFile(path) || !path.startsWith(folder) || !text.includes(urls)) return [];
    const module = readModule(text);
    return module.layout.statements.flatMap((statement) => addressesIn(path, module, statement, urls));
  });
}

function addressesIn(path: string, module: PythonModule, statement: Statement, urls: string): readonly ToolAddress[] {
  const { text } = module;
  const { kind, span } = statement;
  const isPlain = kind === "assignment" || kind === "other";
  if (!isPlain || !text.slice(span.start, span.end).includes(urls)) return [];
  const parts = assignmentParts(text, span);
  const found: ToolAddress[] = [];
  const visit = (expression: Expression, list: ToolAddress["list"]): void => {
    if (expression.kind === "binary" && expression.operator === "+") {
      visit(expression.left, null);
      visit(expression.right, null);
    } else if (expression.kind === "sequence") {
      const items = expression.items.map((item) => item.span);
      expression.items.forEach((item, index) => {
        visit(item, { span: expression.span, items, index });
      });
    } else if (expression.kind === "call" && includes(expression, urls)) {
      found.push({ path, module, statement, list, span: expression.span });
    }
  };
  visit(readExpression(text, parts?.value ?? span), null);
  return found;
}

function includes(expression: Expression, urls: string): boolean {
  if (expression.kind === "text") return expression.value === urls;
  if (expression.kind === "name") return expression.text === urls;
  if (expression.kind === "sequence") return expression.items.some((item) => includes(item, urls));
  return expression.kind === "call" && expression.arguments.some(({ value }) => includes(value, urls));
}
