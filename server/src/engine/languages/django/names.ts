import { type Expression, readExpression } from "../python/expression.ts";
import type { Statement } from "../python/layout.ts";
import type { PythonModule } from "../python/module.ts";
import { type ClassScope, sourceOf } from "./scope.ts";

/** What the names of a file stand for, as far as the file itself says. Each is looked up and parsed once. */
export class FileNames {
  readonly module: PythonModule;
  private readonly classes: ReadonlyMap<string, ClassScope>;
  private constants: ReadonlyMap<string, Statement> | null = null;
  private readonly members = new Map<ClassScope, ReadonlyMap<string, Statement>>();
  private readonly values = new Map<Statement, Expression>();

  constructor(module: PythonModule, classes: readonly ClassScope[]) {
    this.module = module;
    this.classes = new Map(classes.map((scope) => [scope.name, scope]));
  }

  classOf(name: string): ClassScope | undefined {
    return this.classes.get(name);
  }

  /**
   * The value of a name as seen from within a class: of the class itself, of another class of the file (`Other.NAME`),
   * or of the file. Null when it is not assigned there.
   */
  valueOf(scope: ClassScope, dotted: string): Expression | null {
    const parts = dotted.split(".");
    const owner = parts.length > 1 ? this.classes.get(parts.at(-2)!) : scope;
    const name = parts.at(-1)!;
    const member = owner && this.membersOf(owner).get(name);
    const statement = member ?? (parts.length === 1 ? this.ofFile().get(name) : undefined);
    if (!statement?.value) return null;
    const known = this.values.get(statement);
    if (known) return known;
    const value = readExpression(this.module.text, statement.value);
    this.values.set(statement, value);
    return value;
  }

  private ofFile(): ReadonlyMap<string, Statement> {
    this.constants ??= assignmentsByName(this.module, topLevelOf(this.module));
    return this.constants;
  }

  private membersOf(scope: ClassScope): ReadonlyMap<string, Statement> {
    const known = this.members.get(scope);
    if (known) return known;
    const members = assignmentsByName(this.module, scope.members);
    this.members.set(scope, members);
    return members;
  }
}

function assignmentsByName(module: PythonModule, statements: readonly Statement[]): ReadonlyMap<string, Statement> {
  const found = new Map<string, Statement>();
  for (const statement of statements) {
    if (statement.kind === "assignment" && statement.name) found.set(sourceOf(module, statement.name), statement);
  }
  return found;
}

/** The statements of a file that stand in no class or function. */
function topLevelOf(module: PythonModule): readonly Statement[] {
  const found: Statement[] = [];
  const pending = module.layout.statements.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    found.push(statement);
    if (statement.kind === "block") for (const inner of statement.body.toReversed()) pending.push(inner);
  }
  return found;
}
