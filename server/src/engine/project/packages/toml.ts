import { parse, type TomlTable, type TomlValue } from "smol-toml";
import type { RequirementGroup } from "./groups.ts";
import { normalisedName, readRequirement, type Requirement } from "./requirement.ts";

/** `pyproject.toml`: PEP 621, PEP 735, and the tables of Poetry, uv, PDM and Hatch. */
export function pyprojectRequirements(text: string): readonly RequirementGroup[] {
  const document = tomlOf(text);
  const project = tableOf(document.project);
  const { poetry, uv, pdm, hatch } = tablesIn(document.tool);
  const pythonGroups = tableOf(document["dependency-groups"]);
  return [
    { group: null, requirements: listed(project.dependencies) },
    ...groupsIn(project["optional-dependencies"], listed),
    // Groups are never part of what is published, and are there to work on the project.
    ...Object.keys(pythonGroups).map((group) => ({
      group,
      development: true,
      requirements: groupMembers(pythonGroups, group, new Set()),
    })),
    { group: null, requirements: keyed(poetry?.dependencies) },
    { group: "dev", requirements: keyed(poetry?.["dev-dependencies"]) },
    ...groupsIn(poetry?.group, (group) => keyed(tableOf(group).dependencies)),
    { group: "dev", requirements: listed(uv?.["dev-dependencies"]) },
    ...groupsIn(pdm?.["dev-dependencies"], listed).map((group) => ({ ...group, development: true })),
    ...groupsIn(hatch?.envs, (environment) => listed(tableOf(environment).dependencies)).map((group) => ({
      ...group,
      development: true,
    })),
  ];
}

export function pipfileRequirements(text: string): readonly RequirementGroup[] {
  const table = tomlOf(text);
  return [
    { group: null, requirements: keyed(table.packages) },
    { group: "dev", requirements: keyed(table["dev-packages"]) },
  ];
}

function tablesIn(tool: TomlValue | undefined): Readonly<Record<string, TomlTable | undefined>> {
  return Object.fromEntries(Object.entries(tableOf(tool)).map(([name, value]) => [name, tableOf(value)]));
}

function groupsIn(
  value: TomlValue | undefined,
  read: (group: TomlValue) => readonly Requirement[],
): readonly RequirementGroup[] {
  return Object.entries(tableOf(value)).map(([group, members]) => ({ group, requirements: read(members) }));
}

/** With those of `{include-group = "other"}`. */
function groupMembers(groups: TomlTable, name: string, seen: Set<string>): readonly Requirement[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const members = groups[name];
  if (!Array.isArray(members)) return [];
  return members.flatMap((member) => {
    if (typeof member === "string") return readRequirement(member) ?? [];
    const included = tableOf(member)["include-group"];
    return typeof included === "string" ? groupMembers(groups, included, seen) : [];
  });
}

/** `["django>=5"]` */
function listed(value: TomlValue | undefined): readonly Requirement[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => (typeof item === "string" ? (readRequirement(item) ?? []) : []));
}

/** `django = "^5.2"`, `django = { version = "^5.2", extras = ["argon2"] }` */
function keyed(value: TomlValue | undefined): readonly Requirement[] {
  return Object.entries(tableOf(value)).flatMap(([name, wanted]) => {
    // The language itself is no package.
    if (name === "python") return [];
    const version = typeof wanted === "string" ? wanted : tableOf(wanted).version;
    return [{ name: normalisedName(name), specifier: typeof version === "string" && version !== "*" ? version : "" }];
  });
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
