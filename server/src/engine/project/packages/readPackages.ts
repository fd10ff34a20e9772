import { declaredIn } from "./declaredIn.ts";
import { type DependencyFormat, dependencyFormatOf } from "./dependencyFormat.ts";
import { isCompiled, lockedIn } from "./lockedIn.ts";
import { exactVersion } from "./requirement.ts";
import { addTo } from "../../text/addTo.ts";

/** A distribution that the project declares. */
export interface DeclaredPackage {
  /** Normalised as in PEP 503. */
  readonly name: string;
  /** In order of depth, what lies nearer to the root first. */
  readonly declarations: readonly PackageDeclaration[];
  /** What a lock file settles on, or else the one version that a declaration allows; null when neither says. */
  readonly version: string | null;
  /** Needed to work on the project, not to run it. */
  readonly developmentOnly: boolean;
}

export interface PackageDeclaration {
  readonly path: string;
  /** `>=5,<6`, `^5.2`; empty for any version. */
  readonly specifier: string;
  /** Null for what every installation needs. */
  readonly group: string | null;
  readonly development: boolean;
}

/** By normalised name. What cannot be read declares nothing. */
export function readPackages(files: ReadonlyMap<string, string>): ReadonlyMap<string, DeclaredPackage> {
  const lists = [...files].flatMap(([path, text]) => {
    const format = dependencyFormatOf(path);
    return format === null ? [] : [{ path, format, text }];
  });
  lists.sort((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));

  const declarations = new Map<string, PackageDeclaration[]>();
  for (const { path, format, text } of lists) {
    if (isMadeOfAnother(path, text, files)) continue;
    for (const { name, specifier, group, development } of declaredIn(path, format, text)) {
      const declaration = { path, specifier, group, development };
      addTo(declarations, name, declaration);
    }
  }
  const versions = lockedVersions(lists);
  return new Map(
    [...declarations].map(([name, own]) => {
      const pins = own.flatMap(({ specifier }) => exactVersion(specifier) ?? []);
      return [
        name,
        {
          name,
          declarations: own,
          version: versions.get(name) ?? pins[0] ?? null,
          developmentOnly: own.every(({ development }) => development),
        },
      ];
    }),
  );
}

/** Where a new dependency of the running project belongs: the list that people write which declares Django; null when none does. */
export function dependencyPathOf(packages: ReadonlyMap<string, DeclaredPackage>): string | null {
  const candidates = packages.get("django")?.declarations ?? [];
  const [best] = candidates.toSorted((a, b) => preferenceOf(a) - preferenceOf(b));
  return best?.path ?? null;
}

/** What people write before what a tool makes of it, and what runs before what only develops. */
function preferenceOf({ path, development }: PackageDeclaration): number {
  const format = dependencyFormatOf(path);
  const own = FORMATS.indexOf(format ?? "conda");
  const isSource = format === "requirements" && path.endsWith(".in");
  return own * 2 + (isSource ? 0 : 1) + (development ? 20 : 0);
}

const FORMATS: readonly DependencyFormat[] = ["pyproject", "pipfile", "requirements", "setup.cfg", "setup.py", "conda"];

/** A `requirements.txt` that was compiled of the `requirements.in` beside it. */
function isMadeOfAnother(path: string, text: string, files: ReadonlyMap<string, string>): boolean {
  return path.endsWith(".txt") && isCompiled(text) && files.has(`${path.slice(0, -".txt".length)}.in`);
}

/** Lock files before constraints and compiled lists; of several, the one nearer to the root. */
function lockedVersions(
  lists: readonly { readonly path: string; readonly format: DependencyFormat; readonly text: string }[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const isLock = (format: DependencyFormat): boolean => format === "toml lock" || format === "json lock";
  for (const { format, text } of lists.toSorted((a, b) => Number(isLock(b.format)) - Number(isLock(a.format)))) {
    for (const [name, version] of lockedIn(format, text)) if (!found.has(name)) found.set(name, version);
  }
  return found;
}

function depthOf(path: string): number {
  return path.split("/").length;
}
