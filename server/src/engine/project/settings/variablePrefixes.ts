import type { PythonModule } from "../../languages/python/module.ts";

/** django-environ's `env.prefix = "APP_"`, `Env(prefix="APP_")` of environs. */
const SET = /\.prefix\s*=[^=]|\bEnv\((?:[^()]|\([^()]*\))*\bprefix\s*=/;

/** Whether a module has its reader of the environment put something before the names of all variables. */
export function setsVariablePrefix(text: string): boolean {
  return SET.test(text);
}

/** Whether an offset stands in a block that does so: `with env.prefixed("APP_"):` of environs. */
export function isPrefixedAt({ text, layout }: PythonModule, offset: number): boolean {
  const pending = [...layout.statements];
  for (let each = pending.pop(); each; each = pending.pop()) {
    const { kind, span, end, body } = each;
    if (kind !== "block" || offset < span.start || end < offset) continue;
    if (/\.prefixed\s*\(/.test(text.slice(span.start, span.end))) return true;
    pending.push(...body);
  }
  return false;
}
