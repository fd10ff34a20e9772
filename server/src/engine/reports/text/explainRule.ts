import type { RuleMeta } from "../../rules/rule.ts";
import { paintFor } from "./paint.ts";
import { wrapped } from "./wrapped.ts";

/** A rule's page for the terminal. */
export function explainRule(meta: RuleMeta, options: { readonly color: boolean; readonly width: number }): string {
  const paint = paintFor(options.color);
  const prose = (text: string): readonly string[] =>
    text.split(/\n{2,}/).flatMap((paragraph) => wrapped(paragraph.replaceAll("\n", " "), Math.min(options.width, 100)));
  const code = (text: string): readonly string[] => text.split("\n").map((line) => `    ${line}`);
  const blocks = [
    [
      `${paint.bold(meta.id)}  ${paint.severity(meta.severity, meta.severity)}  ${paint.dim(`since ${meta.since}`)}`,
      meta.title,
    ],
    prose(meta.what),
    prose(meta.why),
    [paint.bold("Bad"), ...code(meta.bad)],
    [paint.bold("Better"), ...code(meta.good)],
    ...(meta.fixes.length > 0 ? [[`${paint.bold("Fixes")}  ${meta.fixes.join(", ")}`]] : []),
    [paint.bold("References"), ...meta.references.map(({ title, url }) => `  ${title}: ${url}`)],
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}
