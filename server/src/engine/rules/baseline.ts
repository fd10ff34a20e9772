import type { Finding } from "./rule.ts";

/** Findings that were accepted when a project began to be checked, by their fingerprints. */
export type Baseline = ReadonlySet<string>;

export const NO_BASELINE: Baseline = new Set();

const HEADER = [
  "# Findings that were accepted as they were, by fingerprint. Whatever is not listed here is new.",
  "# Made by `fieldguard baseline --write`; with --prune it only takes out what is gone.",
];

/** Lines in any order, as a merge may leave them. What is no fingerprint is passed over. */
export function readBaseline(text: string): Baseline {
  return new Set(text.split(/\r\n|\r|\n/).filter((line) => FINGERPRINT.test(line)));
}

/** The same for the same findings, whatever their order. */
export function baselineText(fingerprints: readonly string[]): string {
  const accepted = new Set(fingerprints.filter((each) => FINGERPRINT.test(each)));
  return [...HEADER, ...[...accepted].sort(), ""].join("\n");
}

/** `rule@path#what` */
const FINGERPRINT = /^(?<rule>[a-z]+\/[a-z-]+)@(?<path>[^\r\n]*)#(?<what>[^\r\n]*)$/;

/**
 * Whether a finding was accepted: under its own path or, where a file is there no more, under that of a file which has been moved. What is gone
 * accepts as many findings as it was, those that are asked about first, and only in files of which nothing was accepted.
 * `isThere`: null where not all files are known.
 */
export function isAcceptedBy(
  baseline: Baseline,
  isThere: ((path: string) => boolean) | null,
): (finding: Finding) => boolean {
  const moved = new Map<string, number>();
  const known = new Set<string>();
  for (const fingerprint of isThere ? baseline : []) {
    const { path, rest } = partsOf(fingerprint);
    known.add(path);
    if (!isThere!(path)) moved.set(rest, (moved.get(rest) ?? 0) + 1);
  }
  const followed = new Set<string>();
  return ({ fingerprint }) => {
    if (baseline.has(fingerprint) || followed.has(fingerprint)) return true;
    if (moved.size === 0) return false;
    const { path, rest } = partsOf(fingerprint);
    const left = moved.get(rest) ?? 0;
    if (left === 0 || known.has(path)) return false;
    moved.set(rest, left - 1);
    followed.add(fingerprint);
    return true;
  };
}

function partsOf(fingerprint: string): { readonly path: string; readonly rest: string } {
  const { rule = "", path = "", what = "" } = FINGERPRINT.exec(fingerprint)?.groups ?? {};
  return { path, rest: `${rule}#${what}` };
}

/** Those of the baseline that are found no more, at least not under this path. */
export function goneFrom(baseline: Baseline, findings: readonly Finding[]): readonly string[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  return [...baseline].filter((fingerprint) => !found.has(fingerprint)).sort();
}
