import { pathsWithReferences } from "../engine/fixes/encrypt/hazards/references.ts";
import type {
  ClassFixContext,
  FixContext,
  ModelOfField,
  SecretsFile,
  SettingFixContext,
} from "../engine/fixes/model.ts";
import { mayUseFields } from "../engine/languages/django/uses/readUses.ts";
import type { FieldReference } from "../engine/languages/language.ts";
import { type InheritedField, inheritanceWith } from "../engine/project/inheritedFields.ts";
import { keyUses } from "../engine/project/keys/keyUses.ts";
import type { ClassifiedField, ClassifiedFile } from "../engine/project/model.ts";
import { ruleOf } from "../engine/rules/registry.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { classFixContext, type ClassFixOptions } from "./classFixContext.ts";
import type { FieldUses } from "./fieldUses.ts";
import type { FolderMigrations } from "./folderMigrations.ts";
import type { FolderState } from "./folderState.ts";
import type { InstalledPackages } from "./installedPackages.ts";
import type { Judging } from "./judging.ts";
import type { Links } from "./links.ts";
import { encryptedFields } from "./settingsFindings.ts";

export interface FixContextsParts {
  readonly folder: FolderState;
  readonly links: Links;
  readonly judging: Judging;
  readonly uses: FieldUses;
  readonly migrations: FolderMigrations;
  readonly installed: InstalledPackages;
  /** What all models have from others, and from bases in packages. */
  readonly inheritedFields: () => readonly InheritedField[];
}

/** Gathers what fixes may look at. */
export class FixContexts {
  readonly #parts: FixContextsParts;

  constructor(parts: FixContextsParts) {
    this.#parts = parts;
  }

  /** Of several fields of a file, which is read once; in their order. */
  async ofFields(path: string, fields: readonly FieldReference[]): Promise<readonly (FixContext | null)[]> {
    const { folder, judging, uses: ofProject } = this.#parts;
    const text = await folder.text(path);
    if (text === null) return fields.map(() => null);
    const document = folder.documents.get(path);
    const { analysis } = document?.text === text ? judging.document(path, document) : judging.text(path, text);
    if (!analysis) return fields.map(() => null);
    const { file } = analysis;
    const { project } = folder;
    const { categories } = folder.policy;
    const named = new Map<string, ClassifiedField | null>();
    for (const subject of file.fields) {
      const name = `${subject.entity.name}.${subject.field.name}`;
      named.set(name, named.has(name) ? null : subject);
    }
    const subjects = fields.map(({ entity, field }) => named.get(`${entity}.${field}`) ?? null);
    return Promise.all(
      subjects.map(async (subject) => {
        const models = subject ? await this.#modelsOf(file, subject) : [];
        if (!subject) return null;
        const uses = ofProject.current(path, subject.entity.name, subject.field.name);
        return { file, text, subject, models, project, categories, uses, usingTexts: null };
      }),
    );
  }

  /** With all uses of the field, for which this may have to read the folder. */
  async counted(path: string, entity: string, field: string): Promise<FixContext | null> {
    const { folder, uses: ofProject } = this.#parts;
    await ofProject.refresh();
    const [context = null] = await this.ofFields(path, [{ entity, field }]);
    const uses = ofProject.known(path, entity, field);
    if (!context || !uses) return context;
    const usingTexts = new Map<string, string>();
    for (const other of pathsWithReferences(uses)) {
      const text = await folder.text(other);
      if (text !== null) usingTexts.set(other, text);
    }
    return { ...context, uses, usingTexts };
  }

  /** With the migrations of their apps, which only what protects data asks about. */
  async #modelsOf(file: ClassifiedFile, subject: ClassifiedField): Promise<readonly ModelOfField[]> {
    if (subject.classification.verdict !== "sensitive") return [];
    const { folder, migrations, inheritedFields } = this.#parts;
    const { entity: declaring, field } = subject;
    const models = declaring.abstract
      ? inheritedFields()
          .filter(
            ({ declaredIn, subject: inherited }) =>
              declaredIn.path === file.schema.path &&
              inherited.entity.name === declaring.name &&
              inherited.field.name === field.name,
          )
          .map(({ child }) => child)
      : [{ entity: declaring, schema: file.schema }];
    return Promise.all(
      models.map(async ({ entity, schema }) => ({
        entity,
        app: await migrations.ofApp(schema.path, entity, folder.project),
      })),
    );
  }

  /** Of a class that shows fields; null where there is nothing to look at. */
  async ofClass(finding: Finding, options: ClassFixOptions): Promise<ClassFixContext | null> {
    const { folder, links, uses, installed } = this.#parts;
    const sources = {
      uses,
      inheritance: () => inheritanceWith(links.lookup, installed.current),
      project: () => folder.project,
      text: (path: string) => folder.text(path),
      paths: () => folder.onDisk.userPaths.filter(mayUseFields),
    };
    return classFixContext(sources, finding, options);
  }

  /** Of something that is found about a setting. */
  async ofSetting(finding: Finding): Promise<SettingFixContext> {
    const { folder, judging } = this.#parts;
    const { project } = folder;
    const uses = keyUses(project, encryptedFields(judging.unsortedAnalyses()));
    // Nobody else has to see secrets.
    const isWanted = ruleOf(finding.rule)?.meta.fixes.includes("move-key") ?? false;
    const secretsFile = isWanted ? await this.#secretsFile() : null;
    const secrets = secretsFile?.text ?? null;
    // Whoever applies the fix compares what it was planned on.
    const texts = secrets === null ? project.texts : new Map([...project.texts, [secretsFile!.path, secrets]]);
    return { finding, uses, project: { ...project, texts }, secretsFile };
  }

  /** `.env` beside `manage.py`, or at the root where there is one. It is read when its owner is asked to change it, and not before. */
  async #secretsFile(): Promise<SecretsFile | null> {
    const { folder } = this.#parts;
    const { sourceRoot } = folder.project;
    const places = new Set([sourceRoot === null || sourceRoot === "" ? ".env" : `${sourceRoot}/.env`, ".env"]);
    let first: SecretsFile | null = null;
    for (const path of places) {
      const isIgnored = await folder.exclusions.ignores(path);
      const text = await folder.text(path);
      if (text !== null) return { path, text, isIgnored };
      const { kind } = await folder.fileSystem.readFile(path, 0);
      if (kind === "missing") first ??= { path, text, isIgnored };
      else return null;
    }
    return first;
  }
}
