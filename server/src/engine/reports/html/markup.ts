/** Markup that is safe to print: only `markup` makes it, and it escapes every value that is not markup itself. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export type Value = Markup | string | number | readonly Markup[];

export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + sourceOf(values[index] ?? "")).join(""));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function sourceOf(value: Value): string {
  if (value instanceof Markup) return value.source;
  if (typeof value === "object") return value.map((item) => item.source).join("");
  return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
}
