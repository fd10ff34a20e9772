/** One requirement, as a project writes it. */
export interface Requirement {
  /** Normalised as in PEP 503. */
  readonly name: string;
  /** `>=5,<6`, `^5.2`, `==5.2.19`; empty for any version, and for one from an address. */
  readonly specifier: string;
}

/**
 * A requirement of PEP 508, or what pip takes in its place: `Django[argon2]>=5 ; python_version > "3"`, `name @ https://…`,
 * `git+https://…#egg=name`, the address of a wheel. Null for options, paths and empty lines.
 */
export function readRequirement(text: string): Requirement | null {
  const source = text.trim();
  if (/^([a-z]+\+)?[a-z]+:\/\//i.test(source)) return fromAddress(source);
  const name = packageNameOf(source);
  if (name === null) return null;
  const rest = /^[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?\s*(.*)$/s.exec(source)?.[1] ?? "";
  // A folder or a file of the project: `libs/shop`.
  if (rest.startsWith("/")) return null;
  const specifier = rest.startsWith("@") ? "" : rest.split(/;|\s--|\s#/)[0]!.replaceAll(/[\s()]/g, "");
  return { name, specifier: /^[<>=!~]/.test(specifier) ? specifier : "" };
}

/** One requirement a line, continued after a backslash; without comments, options and hashes. */
export function requirementLines(text: string): readonly Requirement[] {
  return text
    .replaceAll(/\\(\r\n|\r|\n)/g, " ")
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const source = line.replace(/(^|\s)#.*$/, "").trim();
      const editable = /^(?:-e|--editable)[\s=]+(.+)$/.exec(source)?.[1];
      return readRequirement(editable ?? source) ?? [];
    });
}

/** `Django_Filter[x]>=2` → `django-filter`; null where no name stands. */
export function packageNameOf(requirement: string): string | null {
  const name = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/.exec(requirement)?.[1];
  return name === undefined ? null : normalisedName(name);
}

export function normalisedName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** The version that `==5.2.19` or `===5.2.19` allows alone. */
export function exactVersion(specifier: string): string | null {
  return /^={2,3}\s*([\w.+!-]+)$/.exec(specifier)?.[1] ?? null;
}

function fromAddress(source: string): Requirement | null {
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(source)?.[1];
  if (egg !== undefined) return { name: normalisedName(egg), specifier: "" };
  const wheel = /\/([A-Za-z0-9._]+)-([0-9][\w.+!]*)-[^/]+\.whl(?:[#?].*)?$/.exec(source);
  return wheel ? { name: normalisedName(wheel[1]!), specifier: `==${wheel[2]!}` } : null;
}
