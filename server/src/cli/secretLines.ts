import { readModule } from "../engine/languages/python/module.ts";
import type { Statement } from "../engine/languages/python/layout.ts";

/** The lines, counted from one, on which a text seems to write a secret down: what is assigned to `…KEY`, `"PASSWORD": …` and the like. */
export function secretLines(path: string, text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [index, line] of text.split("\n").entries()) {
    const isSecret = path.endsWith(".py") ? ENTRY.test(line) : VARIABLE.test(line);
    if (isSecret) found.add(index + 1);
  }
  if (path.endsWith(".py")) {
    for (const { span } of assignmentsIn(text, readModule(text).layout.statements)) {
      const last = lineAt(text, span.end);
      for (let line = lineAt(text, span.start); line <= last; line++) found.add(line);
    }
  }
  return found;
}

const NAME = "(?:SECRET|KEY|PASSWORD|PASSWD|TOKEN|CREDENTIAL)";

const SECRET = new RegExp(NAME);

/** `"PASSWORD": "…"` of a dictionary, `PASSWORD="…"` of a call. */
const ENTRY = new RegExp(`${NAME}\\w*["']?\\]?\\s*[:=]\\s*[rbfu]*["']`);

/** `SECRET_KEY=…`, `SECRET_KEY: …`; not of another variable's value, and not empty. */
const VARIABLE = new RegExp(
  `(?:${NAME}|secret|_key|password|passwd|token)\\w*["']?\\s*[:=]\\s*(?!\\$\\{?\\w+\\}?\\s*$)\\S`,
);

function assignmentsIn(text: string, statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) => {
    const { kind, name, value, body } = statement;
    const isSecret =
      kind === "assignment" &&
      name !== null &&
      value !== null &&
      SECRET.test(text.slice(name.start, name.end)) &&
      /["']/.test(text.slice(value.start, value.end).replace(READS, ""));
    return isSecret ? [statement] : assignmentsIn(text, body);
  });
}

/** `os.environ["X"]`, `env("X")`, `.split(",")`: texts that say where a value comes from. */
const READS = /\b(environ|env|environ\.get|getenv|config|split)\s*[[(]\s*(["'])[^"'\n]*\2\s*[\])]/g;

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
