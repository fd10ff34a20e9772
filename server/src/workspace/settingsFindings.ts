import type { EncryptedField } from "../engine/project/keys/keyUses.ts";
import type { Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import { byPlace } from "../engine/rules/byPlace.ts";
import { checkDeployments, checkSettings } from "../engine/rules/checkSettings.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { hardCodedSecretKey } from "../engine/rules/settings/hard-coded-secret-key/rule.ts";
import type { FileAnalysis } from "./analyse.ts";
import { byPath } from "./knownFiles.ts";
import { isTestPath } from "./testPaths.ts";

/** What is wrong with the settings of a project: with the keys that the fields of all its files hang on, and with what it is deployed with. */
export function settingsFindings(
  analyses: Iterable<FileAnalysis>,
  project: Project,
  policy: Policy,
): readonly Finding[] {
  const encrypted = encryptedFields(analyses);
  const ofKeys = encrypted.length === 0 ? [] : checkSettings(project, encrypted, policy);
  const isTold = ({ rule, path, field }: Finding): boolean =>
    rule === hardCodedSecretKey.meta.id && ofKeys.some((each) => each.path === path && each.field === field);
  const others = ofDeployments(project, policy).filter((finding) => !isTold(finding));
  return byPlace([...ofKeys, ...others]).filter(({ path }) => !isTestPath(path));
}

/** They are asked for with every key that is hit, and hang on nothing but the project's few files. */
const deployments = new WeakMap<Project, { readonly policy: Policy; readonly findings: readonly Finding[] }>();

export function ofDeployments(project: Project, policy: Policy): readonly Finding[] {
  const before = deployments.get(project);
  if (before?.policy === policy) return before.findings;
  const findings = checkDeployments(project, policy);
  rememberDeployments(project, policy, findings);
  return findings;
}

/** For who knows them already. */
export function rememberDeployments(project: Project, policy: Policy, findings: readonly Finding[]): void {
  deployments.set(project, { policy, findings });
}

/** Of all files but tests, in order of their paths: in which order files were read must not tell in messages. */
export function encryptedFields(analyses: Iterable<FileAnalysis>): readonly EncryptedField[] {
  const encrypted: EncryptedField[] = [];
  for (const analysis of analyses) encrypted.push(...encryptedIn(analysis));
  return encrypted.sort(byPath);
}

/** It is asked for with every key that is hit. */
const known = new WeakMap<FileAnalysis, readonly EncryptedField[]>();

function encryptedIn(analysis: FileAnalysis): readonly EncryptedField[] {
  const before = known.get(analysis);
  if (before) return before;
  const { path, file } = analysis;
  const found = isTestPath(path) ? [] : file.fields.filter(({ protection }) => protection.kind === "encrypted");
  const fields = found.map((subject) => ({ path, subject }));
  known.set(analysis, fields);
  return fields;
}
