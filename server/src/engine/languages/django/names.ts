import type { Expression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import type { Statement } from "../python/layout.ts";
import type { PythonModule } from "../python/module.ts";
import { type ClassScope, sourceOf } from "./scope.ts";

/** What the names of a file stand for, as far as the file itself says. Each is looked up and parsed once. */
export class FileNames {
  /** The file, or its parts. */
  private readonly modules: readonly PythonModule[];
  private readonly classes: ReadonlyMap<string, ClassScope>;
  private constants: ReadonlyMap<string, Assigned> | null = null;
  private readonly members = new Map<ClassScope, ReadonlyMap<string, Assigned>>();
  private readonly values = new Map<Assigned, Expression>();

  constructor(modules: readonly PythonModule[], classes: readonly ClassScope[]) {
    this.modules = modules;
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
    const assigned = member ?? (parts.length === 1 ? this.ofFile().get(name) : undefined);
    if (!assigned?.statement.value) return null;
    const known = this.values.get(assigned);
    if (known) return known;
    const value = readExpression(assigned.module.text, assigned.statement.value);
    this.values.set(assigned, value);
    return value;
  }

  private ofFile(): ReadonlyMap<string, Assigned> {
    this.constants ??= new Map(this.modules.flatMap((module) => [...assignmentsByName(module, topLevelOf(module))]));
    return this.constants;
  }

  private membersOf(scope: ClassScope): ReadonlyMap<string, Assigned> {
    const known = this.members.get(scope);
    if (known) return known;
    const members = assignmentsByName(scope.module, scope.members);
    this.members.set(scope, members);
    return members;
  }
}

/** A statement that assigns, and where its offsets refer to. */
interface Assigned {
  readonly module: PythonModule;
  readonly statement: Statement;
}

function assignmentsByName(module: PythonModule, statements: readonly Statement[]): ReadonlyMap<string, Assigned> {
  const found = new Map<string, Assigned>();
  for (const statement of statements) {
    if (statement.kind === "assignment" && statement.name)
      found.set(sourceOf(module, statement.name), { module, statement });
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
