import type { Position, Range } from "vscode-languageserver";
import { type LineStarts, offsetAt } from "../engine/text/lineIndex.ts";
import type { Span } from "../engine/text/span.ts";
import type { Settings } from "../protocol.ts";

export function toSpan(lines: LineStarts, range: Range): Span {
  return { start: toOffset(lines, range.start), end: toOffset(lines, range.end) };
}

/** A character past the end of its line means the end of that line. */
export function toOffset(lines: LineStarts, position: Position): number {
  const nextLine = lines[position.line + 1] ?? Infinity;
  return Math.min(offsetAt(lines, position), nextLine - 1);
}

/** Whatever a client sends, null included: what is missing or wrong keeps its default. */
export function toSettings(value: unknown): Settings {
  const codeLens = property(value, "codeLens");
  const languages = property(value, "languages");
  const entries = typeof languages === "object" && languages !== null ? Object.entries(languages) : [];
  return {
    codeLens: { enabled: property(codeLens, "enabled") !== false },
    languages: Object.fromEntries(entries.map(([id, isOn]) => [id, isOn !== false])),
  };
}

/**
 * Of `files.exclude`: what is hidden only under a condition (`{"when": …}`) is not. There a pattern without a slash is
 * about the folder itself alone.
 */
export function toHiddenPatterns(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([pattern, isHidden]) => {
    if (isHidden !== true) return [];
    return pattern.includes("/") ? pattern : `/${pattern}`;
  });
}

export function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
