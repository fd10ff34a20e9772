import type { Finding } from "./rule.ts";

/** Findings of several files, by path and in source order. */
export function byPlace(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => (a.path === b.path ? a.span.start - b.span.start : a.path < b.path ? -1 : 1));
}
