import keyFacts, { type KeyFacts } from "../../protection/keyFacts.yml";
import { distributionsOf } from "../../protection/recognise.ts";
import type { Field } from "../../schema/schema.ts";
import type { ClassifiedField, Project } from "../model.ts";
import type { SettingsEnvironment } from "../settings/environments.ts";
import { isLocalEnvironment } from "./localEnvironments.ts";

export interface EncryptedField {
  /** Of the file that declares it. */
  readonly path: string;
  readonly subject: ClassifiedField;
}

/** Fields of one Django project that are encrypted with the same keys. */
export interface KeyUse {
  readonly facts: KeyFacts;
  /** At least one, each as `Entity.field`. */
  readonly fields: readonly string[];
  /** The settings that it is deployed with, or may be; none where only those for tests and development are known. */
  readonly environments: readonly SettingsEnvironment[];
}

/** Whose keys are known, by package and Django project. Fields of which it is not certain what encrypts them, or which say what their key is, are left out. */
export function keyUses(project: Project, encrypted: Iterable<EncryptedField>): readonly KeyUse[] {
  const found = new Map<string, { facts: KeyFacts; environment: SettingsEnvironment; fields: string[] }>();
  for (const { path, subject } of encrypted) {
    const facts = hasOwnKey(subject.field) ? null : keyFactsOf(subject.field, project);
    const environment = facts && project.settings.environmentFor("production", path);
    if (!environment) continue;
    const key = `${facts.name}\n${environment.folder}`;
    const use = found.get(key) ?? { facts, environment, fields: [] };
    use.fields.push(`${subject.entity.name}.${subject.field.name}`);
    found.set(key, use);
  }
  return [...found.values()].map(({ facts, environment, fields }) => ({
    facts,
    fields,
    environments: deployedWith(project, environment),
  }));
}

/** `EncryptedCharField(key=KEY)`, `encrypt(models.CharField(), key=KEY)` */
function hasOwnKey({ arguments: given, wrappers }: Field): boolean {
  return given.some(({ name }) => name === "key") || wrappers.some(({ keywords }) => keywords?.includes("key"));
}

function deployedWith(project: Project, { folder }: SettingsEnvironment): readonly SettingsEnvironment[] {
  return runWith(project, folder).filter((each) => !isLocalEnvironment(project.settings, each));
}

/** The settings of a Django project with which it is run, anywhere. */
export function runWith({ settings }: Project, folder: string): readonly SettingsEnvironment[] {
  const all = settings.environments.filter((each) => each.folder === folder);
  // Example projects and the like have settings that nothing names.
  const named = all.filter(({ namedBy, kind }) => namedBy.length > 0 || kind === "production");
  return named.length > 0 ? named : all;
}

function keyFactsOf(field: Field, { packages, helperPath }: Project): KeyFacts | null {
  const possible = distributionsOf(field);
  const declared = possible.filter((name) => packages.has(name));
  const isGenerated = declared.length === 0 && helperPath !== null && GENERATED_MODULE.test(moduleOf(field));
  if (isGenerated) return keyFacts.packages.find(({ provider }) => provider === "generated")!;
  const certain = declared.length > 0 ? declared : possible;
  const facts = keyFacts.packages.filter(({ distributions }) => certain.some((name) => distributions.includes(name)));
  const isAmbiguous = certain.some((name) => !facts[0]?.distributions.includes(name));
  return facts.length === 1 && !isAmbiguous ? facts[0]! : null;
}

/** Whatever the project calls the folder around it. */
const GENERATED_MODULE = /(^|\.)encrypted_fields(\.fields)?$/;

function moduleOf({ type }: Field): string {
  return type.qualified.slice(0, -type.name.length - 1);
}
