import { parse, type TomlTable, type TomlValue } from "smol-toml";

/** What kind of list of dependencies a file is, by its name; null when it is none. */
export type DependencyFormat = "requirements" | "pyproject" | "pipfile" | "setup.cfg";

export function dependencyFormatOf(path: string): DependencyFormat | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "pyproject.toml") return "pyproject";
  if (name === "Pipfile") return "pipfile";
  if (name === "setup.cfg") return "setup.cfg";
  if (/^requirements[\w.-]*\.(txt|in)$/.test(name) || /(^|\/)requirements\/[\w.-]+\.(txt|in)$/.test(path))
    return "requirements";
  return null;
}

/** Names of the distributions that a file declares, normalised as in PEP 503. What cannot be read declares nothing. */
export function declaredPackages(format: DependencyFormat, text: string): ReadonlySet<string> {
  return new Set(requirementsOf(format, text).flatMap((item) => nameOf(item) ?? []));
}

/** `Django_Filter[x]>=2 ; python_version > "3"` → `django-filter`; null for options, paths and empty lines. */
export function nameOf(requirement: string): string | null {
  const name = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/.exec(requirement)?.[1];
  return name === undefined ? null : name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

function requirementsOf(format: DependencyFormat, text: string): readonly string[] {
  switch (format) {
    case "requirements":
      return text.split(/\r\n|\r|\n/);
    case "pyproject":
      return pyprojectRequirements(tomlOf(text));
    case "pipfile": {
      const table = tomlOf(text);
      return [...keysOf(table.packages), ...keysOf(table["dev-packages"])];
    }
    case "setup.cfg":
      return setupRequirements(text);
  }
}

function pyprojectRequirements(document: TomlTable): readonly string[] {
  const project = tableOf(document.project);
  const poetry = tableOf(tableOf(document.tool).poetry);
  return [
    ...textsOf(project.dependencies),
    ...Object.values(tableOf(project["optional-dependencies"])).flatMap(textsOf),
    ...Object.values(tableOf(document["dependency-groups"])).flatMap(textsOf),
    ...keysOf(poetry.dependencies),
    ...keysOf(poetry["dev-dependencies"]),
    ...Object.values(tableOf(poetry.group)).flatMap((group) => keysOf(tableOf(group).dependencies)),
  ];
}

function setupRequirements(text: string): readonly string[] {
  const found: string[] = [];
  let inList = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const option = /^(\w[\w.-]*)\s*[=:](.*)$/.exec(line);
    if (option) inList = option[1] === "install_requires";
    else if (line.startsWith("[")) inList = false;
    if (inList) found.push(...(option ? option[2]! : line).split(","));
  }
  return found;
}

function tomlOf(text: string): TomlTable {
  try {
    return parse(text);
  } catch {
    return {};
  }
}

function tableOf(value: TomlValue | undefined): TomlTable {
  const isTable = typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
  return isTable ? value : {};
}

function keysOf(value: TomlValue | undefined): readonly string[] {
  return Object.keys(tableOf(value));
}

function textsOf(value: TomlValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
