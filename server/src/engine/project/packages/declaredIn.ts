import { parse as parseYaml } from "yaml";
import type { DependencyFormat } from "./dependencyFormat.ts";
import type { RequirementGroup } from "./groups.ts";
import { pipfileRequirements, pyprojectRequirements } from "./toml.ts";
import { readRequirement, type Requirement, requirementLines } from "./requirement.ts";
import { setupCfgRequirements, setupPyRequirements } from "./setup.ts";

export interface DeclaredRequirement extends Requirement {
  /** The group, extra or section that it stands in; null for those that every installation needs. */
  readonly group: string | null;
  /** Of no use to the running project: tests, checks, documentation. */
  readonly development: boolean;
}

/** What a file declares, in its order. What cannot be read declares nothing; lock files and constraints declare nothing either. */
export function declaredIn(path: string, format: DependencyFormat, text: string): readonly DeclaredRequirement[] {
  switch (format) {
    case "requirements":
      return requirementLines(text).map((requirement) => ({
        ...requirement,
        group: null,
        development: isForDevelopment(path.split("/").slice(-2).join("/")),
      }));
    case "pyproject":
      return grouped(pyprojectRequirements(text));
    case "pipfile":
      return grouped(pipfileRequirements(text));
    case "setup.cfg":
      return grouped(setupCfgRequirements(text));
    case "setup.py":
      return grouped(setupPyRequirements(text));
    case "conda":
      return grouped(condaRequirements(text));
    default:
      return [];
  }
}

function grouped(groups: readonly RequirementGroup[]): readonly DeclaredRequirement[] {
  return groups.flatMap(({ group, development, requirements }) =>
    requirements.map((requirement) => ({
      ...requirement,
      group,
      development: development ?? (group !== null && isForDevelopment(group)),
    })),
  );
}

const DEVELOPMENT_WORDS = new Set(
  "dev devel develop development local test tests testing lint linting ci doc docs documentation typing types debug tools quality".split(
    " ",
  ),
);

function isForDevelopment(name: string): boolean {
  return name.split(/[^a-z]+/i).some((word) => DEVELOPMENT_WORDS.has(word.toLowerCase()));
}

/** `environment.yml` of conda: `- django=5.2`, and what `- pip:` lists. */
function condaRequirements(text: string): readonly RequirementGroup[] {
  let document: unknown;
  try {
    document = parseYaml(text);
  } catch {
    return [];
  }
  const dependencies = memberOf(document, "dependencies");
  if (!Array.isArray(dependencies)) return [];
  const requirements = dependencies.flatMap((item: unknown) => {
    if (typeof item === "string") return condaRequirement(item) ?? [];
    const pip = memberOf(item, "pip");
    return Array.isArray(pip)
      ? pip.flatMap((line: unknown) => (typeof line === "string" ? (readRequirement(line) ?? []) : []))
      : [];
  });
  return [{ group: null, requirements: requirements.filter(({ name }) => name !== "python" && name !== "pip") }];
}

/** `channel::name=version=build`, where one `=` allows what begins so. */
function condaRequirement(item: string): Requirement | null {
  const [name, version] = item.replace(/^.*::/, "").split(/=(?!=)(?<![<>!=~]=)/);
  const requirement = readRequirement(name!);
  return requirement && version ? { ...requirement, specifier: `==${version.trim()}.*` } : requirement;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
