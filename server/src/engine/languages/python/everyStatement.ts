import type { Statement } from "./layout.ts";

/** The statements and those within them, in source order. */
export function everyStatement(statements: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  const pending = statements.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    found.push(statement);
    pending.push(...statement.body.toReversed());
  }
  return found;
}
