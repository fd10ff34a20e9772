import { MarkupKind } from "vscode-languageserver";
import { ruleOf } from "../engine/rules/registry.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { escapeMarkdown } from "./toProtocol.ts";

/** The rest is in the view of leaks. */
export const MOST_PLACES = 3;

export interface LeakPlace {
  readonly finding: Finding;
  /** From 1. */
  readonly line: number;
  /** For an editor to open. */
  readonly link: string;
}

/** Where the values of a field go that they should not: in how many places, and the first of them. */
export function describeLeaks(places: readonly LeakPlace[], all: number, kind: MarkupKind): string {
  const isMarkdown = kind === MarkupKind.Markdown;
  const text = isMarkdown ? escapeMarkdown : (value: string): string => value;
  const count = all === 1 ? "Leaks in 1 place:" : `Leaks in ${all} places:`;
  const lines = places.map(({ finding: { rule, path }, line, link }) => {
    const place = text(`${path}:${line}`);
    return `- ${text(ruleOf(rule)?.meta.title ?? rule)} — ${isMarkdown ? `[${place}](${link})` : place}`;
  });
  return [isMarkdown ? `**${count}**` : count, ...lines].join("\n");
}
