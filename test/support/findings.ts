import { expect } from "vitest";
import { languageOf } from "../../server/src/engine/languages/registry.ts";
import { classifyFile } from "../../server/src/engine/project/classifyFile.ts";
import { NO_DECLARATIONS, type ProjectDeclarations } from "../../server/src/engine/project/declarations/model.ts";
import type { EncryptedField } from "../../server/src/engine/project/keys/keyUses.ts";
import type { ClassifiedFile } from "../../server/src/engine/project/model.ts";
import { EMPTY_POLICY, type Policy } from "../../server/src/engine/project/policy/model.ts";
import { readProject } from "../../server/src/engine/project/readProject.ts";
import { checkFile, checkInProject, inSourceOrder } from "../../server/src/engine/rules/check.ts";
import { checkDeployments, checkSettings } from "../../server/src/engine/rules/checkSettings.ts";
import type { Finding } from "../../server/src/engine/rules/rule.ts";
import { NO_OTHER_FILES } from "../../server/src/engine/schema/entityLookup.ts";
import { FolderDeclarations } from "../../server/src/workspace/folderDeclarations.ts";
import { parseFixture } from "./fixture.ts";

export function classifiedFile(
  path: string,
  text: string,
  policy: Policy = EMPTY_POLICY,
  declarations: ProjectDeclarations = NO_DECLARATIONS,
): ClassifiedFile {
  const language = languageOf(path);
  if (!language) throw new Error(`no language reads ${path}`);
  return classifyFile(language.read(path, text), policy, NO_OTHER_FILES, declarations);
}

/** What the files of a project declare outside of its models. */
export function declarationsIn(files: ReadonlyMap<string, string>): ProjectDeclarations {
  const declarations = new FolderDeclarations();
  declarations.update(files);
  return declarations.current;
}

export function findingsOf(
  path: string,
  text: string,
  policy: Policy = EMPTY_POLICY,
  declarations: ProjectDeclarations = NO_DECLARATIONS,
): readonly Finding[] {
  return checkFile(classifiedFile(path, text, policy, declarations), policy);
}

/**
 * Checks that the findings are those marked in the fixture and no others: the marked text, the rule, a part of the
 * message. Hints and suppressed findings count only where they are marked: `rule (hint)`, `rule (suppressed)`. Of what the project around
 * a field adds, as if nobody used it, only the findings of the rule `inProjectBy` count.
 */
export function checkFindings(source: string, policy: Policy = EMPTY_POLICY, inProjectBy: string | null = null): void {
  const { files, expectations } = parseFixture(source);
  const declarations = declarationsIn(files);
  const models = [...files].filter(([path]) => languageOf(path) !== undefined);
  const inFiles = models.flatMap(([path, text]) => findingsOf(path, text, policy, declarations));
  const project = readProject(files);
  // As of fields that nobody uses.
  const inProject = models
    .flatMap(([path, text]) =>
      checkInProject(classifiedFile(path, text, policy, declarations), policy, () => ({
        uses: { uses: [], byPackages: [] },
        packages: project.packages,
      })),
    )
    .filter(({ rule }) => rule === inProjectBy);
  const ofSettings = [
    ...checkSettings(project, encryptedFields(models, policy, declarations), policy),
    ...checkDeployments(project, policy),
  ].toSorted((a, b) => a.span.start - b.span.start);
  // In the order of the marks, and a setting's behind those of its file.
  const paths = [...files.keys()];
  const actual = [...inSourceOrder([...inFiles, ...inProject]), ...ofSettings]
    .toSorted((a, b) => paths.indexOf(a.path) - paths.indexOf(b.path))
    .map((finding) => ({ finding, text: files.get(finding.path)!.slice(finding.span.start, finding.span.end) }));
  const marked = expectations.map(({ path, start, end, rule }) => ({
    path,
    rule,
    text: files.get(path)!.slice(start, end),
  }));
  const found = actual
    .map(({ finding, text }) => ({ path: finding.path, rule: nameOf(finding), text }))
    .filter(({ rule }) => !rule.endsWith("(hint)") || marked.some((mark) => mark.rule === rule));
  expect(found).toEqual(marked);
  for (const { path, start, rule, message } of expectations) {
    const match = actual.find(
      ({ finding }) => finding.path === path && finding.span.start === start && nameOf(finding) === rule,
    );
    expect(match?.finding.message).toContain(message);
  }
}

export function encryptedFields(
  models: readonly (readonly [string, string])[],
  policy: Policy,
  declarations: ProjectDeclarations,
): readonly EncryptedField[] {
  return models.flatMap(([path, text]) =>
    classifiedFile(path, text, policy, declarations)
      .fields.filter(({ protection }) => protection.kind === "encrypted")
      .map((subject) => ({ path, subject })),
  );
}

function nameOf(finding: Finding): string {
  if (finding.suppressed) return `${finding.rule} (suppressed)`;
  return finding.severity === "hint" ? `${finding.rule} (hint)` : finding.rule;
}
