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

/** Of the file in which a finding was accepted. */
export function pathOf(fingerprint: string): string {
  return FINGERPRINT.exec(fingerprint)?.groups?.path ?? "";
}

/** `rule@path#what` */
const FINGERPRINT = /^(?<rule>[a-z]+\/[a-z-]+)@(?<path>[^\r\n]*)#(?<what>[^\r\n]*)$/;

/**
 * Where accepted findings of files that are gone stand now: the new fingerprint by the old one. Each stands for one finding at most, and
 * only in files without entries of their own: the one that shares most with the file that is gone, or those of the package that took
 * its place.
 */
export function movedFrom(
  baseline: Baseline,
  isThere: (path: string) => boolean,
  findings: () => Iterable<Finding>,
): ReadonlyMap<string, string> {
  const listed = byPath(baseline);
  if ([...listed.keys()].every(isThere)) return new Map();
  const all = [...findings()];
  const withFindings = new Set(all.map(({ path }) => path));
  const gone = [...listed].filter(([path]) => !isThere(path) && !withFindings.has(path));
  const open = all.filter(({ suppressed }) => suppressed === null);
  const found = [...byPath(open.map(({ fingerprint }) => fingerprint))].filter(([path]) => !listed.has(path));
  const pairs = gone.flatMap(([from, entries]) =>
    found
      .map(([to, others]) => ({ from, to, shared: [...entries.keys()].filter((key) => others.has(key)) }))
      .filter(({ shared }) => shared.length > 0),
  );
  pairs.sort(
    (a, b) =>
      b.shared.length - a.shared.length ||
      Number(nameOf(b.from) === nameOf(b.to)) - Number(nameOf(a.from) === nameOf(a.to)) ||
      (`${a.from}\n${a.to}` < `${b.from}\n${b.to}` ? -1 : 1),
  );
  const moved = new Map<string, string>();
  const placeOf = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to, shared } of pairs) {
    const place = placeOf.get(from);
    const isPart = place !== undefined && isInPackage(place, from) && isInPackage(to, from);
    if (taken.has(to) || (place !== undefined && !isPart)) continue;
    placeOf.set(from, to);
    taken.add(to);
    for (const key of shared) {
      const before = listed.get(from)!.get(key)!;
      if (!moved.has(before))
        moved.set(before, `${key.slice(0, key.indexOf("#"))}@${to}${key.slice(key.indexOf("#"))}`);
    }
  }
  return moved;
}

/** Fingerprints by their path, and there by `rule#what`. */
function byPath(fingerprints: Iterable<string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const fingerprint of fingerprints) {
    const { rule = "", path = "", what = "" } = FINGERPRINT.exec(fingerprint)?.groups ?? {};
    const ofPath = found.get(path) ?? new Map<string, string>();
    found.set(path, ofPath.set(`${rule}#${what}`, fingerprint));
  }
  return found;
}

/** Whether a file lies in the package that has the name of a module. */
function isInPackage(path: string, module: string): boolean {
  return path.startsWith(`${module.replace(/\.[^./]*$/, "")}/`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Those of the baseline that are found no more, at least not under this path. */
export function goneFrom(baseline: Baseline, findings: readonly Finding[]): readonly string[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  return [...baseline].filter((fingerprint) => !found.has(fingerprint)).sort();
}
