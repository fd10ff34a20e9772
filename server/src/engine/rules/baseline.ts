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
 * Whether a finding was accepted: under its own path or, where the file is there no more, under that of a file which has been moved.
 * `isThere`: null where not all files are known.
 */
export function isAcceptedBy(
  baseline: Baseline,
  isThere: ((path: string) => boolean) | null,
): (finding: Finding) => boolean {
  const moved = new Set<string>();
  for (const fingerprint of isThere ? baseline : []) {
    const { path = "" } = FINGERPRINT.exec(fingerprint)?.groups ?? {};
    if (!isThere!(path)) moved.add(withoutPath(fingerprint));
  }
  return ({ fingerprint }) => baseline.has(fingerprint) || (moved.size > 0 && moved.has(withoutPath(fingerprint)));
}

function withoutPath(fingerprint: string): string {
  const { rule = "", what = "" } = FINGERPRINT.exec(fingerprint)?.groups ?? {};
  return `${rule}#${what}`;
}

/** Those of the baseline that are found no more, at least not under this path. */
export function goneFrom(baseline: Baseline, findings: readonly Finding[]): readonly string[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  return [...baseline].filter((fingerprint) => !found.has(fingerprint)).sort();
}
