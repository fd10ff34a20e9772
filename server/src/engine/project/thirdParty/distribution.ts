import { normalisedName } from "../packages/requirement.ts";

/** A folder beside installed packages that says what was installed: `Django-5.2.1.dist-info`. */
export interface Distribution {
  /** Normalised as in PEP 503. */
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

const FOLDER = /^(?<name>[\w.]+)-(?<version>\d[\w.+!]*)(?:-py[\d.]+)?\.(?:dist|egg)-info$/;

/** Null for the name of any other folder. */
export function distributionIn(folder: string): Distribution | null {
  const parts = FOLDER.exec(folder)?.groups;
  return parts ? { name: normalisedName(parts.name!), version: parts.version!, folder } : null;
}

/** What a package says of itself. */
export interface PackageMetadata {
  /** As it spells it. */
  readonly name: string;
  /** Address of its documentation, or of its home. */
  readonly documentation: string | null;
}

/** `text`: that of the file `METADATA` (`PKG-INFO`). */
export function metadataIn(text: string, { name }: Distribution): PackageMetadata {
  // What follows the first empty line is for people.
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  const headers = head.split(/\r?\n/).flatMap((line) => {
    const [, key, value] = /^([A-Za-z-]+):(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key: key.toLowerCase(), value: value.trim() }];
  });
  const links = headers.flatMap(({ key, value }) => {
    if (key === "home-page") return { label: "home-page", address: value };
    const [, label, address] = key === "project-url" ? (/^([^,]*),\s*(.*)$/.exec(value) ?? []) : [];
    return label === undefined || address === undefined ? [] : [{ label: label.toLowerCase(), address }];
  });
  const usable = links.filter(({ address }) => ADDRESS.test(address));
  const [best] = LINKS.flatMap((wanted) => usable.filter(({ label }) => wanted.test(label)));
  const spelled = headers.find(({ key, value }) => key === "name" && normalisedName(value) === name)?.value;
  return { name: spelled ?? name, documentation: best?.address ?? null };
}

/** The most wanted first. */
const LINKS = [/^doc/, /^home/, /^(source|repository|code|github)/];
const ADDRESS = /^https:\/\/[\w.-]+(\/[\w./~%#?=&+-]*)?$/;

/** The modules that a `top_level.txt` names. */
export function topLevelIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => /^\w+$/.test(name));
}

/** The modules whose files a `RECORD` lists: the first parts of their paths. */
export function recordedIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/^(\w+)(?:\/|\.py,)/gm)].map(([, name]) => name!))];
}
