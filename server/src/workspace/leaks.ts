import type { Policy } from "../engine/project/policy/model.ts";
import { byPlace } from "../engine/rules/byPlace.ts";
import { checkFlows } from "../engine/rules/checkFlows.ts";
import { checkUses } from "../engine/rules/checkUses.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FieldUses } from "./fieldUses.ts";

/** Where sensitive values go that they should not, as it was last counted. */
export class Leaks {
  readonly #byPath: ReadonlyMap<string, readonly Finding[]>;
  /** Of open documents, as they were then. */
  readonly #texts: ReadonlyMap<string, string>;

  constructor(findings: readonly Finding[], texts: ReadonlyMap<string, string>) {
    const byPath = new Map<string, Finding[]>();
    for (const finding of findings) byPath.set(finding.path, [...(byPath.get(finding.path) ?? []), finding]);
    this.#byPath = byPath;
    this.#texts = texts;
  }

  get paths(): readonly string[] {
    return [...this.#byPath.keys()];
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** `text`: of the open document, if it is one: what stands before or behind what was changed since stays there; the rest waits for the next count. */
  in(path: string, text: string | null): readonly Finding[] {
    const findings = this.#byPath.get(path) ?? [];
    const before = this.#texts.get(path);
    if (text === null || before === undefined || before === text || findings.length === 0) return findings;
    const start = sameUntil(before, text);
    const end = before.length - sameFromEnd(before, text, start);
    const moved = text.length - before.length;
    return findings.flatMap((finding) => {
      const { span } = finding;
      if (span.end <= start) return [finding];
      if (span.start < end) return [];
      return [{ ...finding, span: { start: span.start + moved, end: span.end + moved } }];
    });
  }
}

export const NO_LEAKS = new Leaks([], new Map());

export function findLeaks(uses: FieldUses, policy: Policy, texts: ReadonlyMap<string, string>): Leaks {
  return new Leaks(
    byPlace([
      ...checkFlows(uses.flows(), (key) => uses.subject(key), policy),
      ...checkUses(uses.all(), (key) => uses.subject(key), policy),
    ]),
    texts,
  );
}

function sameUntil(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function sameFromEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}
