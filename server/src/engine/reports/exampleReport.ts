import { categoryOf } from "../classification/taxonomy.ts";
import type { Classification } from "../classification/model.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { InstalledModel } from "../project/thirdParty/installedModels.ts";
import type { Finding } from "../rules/rule.ts";
import type { Entity, Field } from "../schema/schema.ts";
import { lineStartsOf } from "../text/lineIndex.ts";
import type { ReportedFile, ReportedFinding, ScanReport } from "./model.ts";

/** A report made by hand for specs, so that they depend on no reader and on no classifier. */
export interface ExampleField {
  /** Written `Entity.field`; the field must stand in the text as `field =`. */
  readonly name: string;
  /** A key of the taxonomy; null for a field that is not sensitive. */
  readonly category: string | null;
  readonly verdict?: Classification["verdict"];
  readonly confidence?: number;
  readonly protection?: ClassifiedField["protection"];
  readonly lacksTreatment?: boolean;
  readonly clauses?: ClassifiedField["clauses"];
  readonly evidence?: string;
  readonly finding?: Partial<Finding>;
}

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
  readonly fields: readonly ExampleField[];
}

export function exampleReport(files: readonly ExampleFile[], rest: Partial<ScanReport> = {}): ScanReport {
  const seen = files.length;
  const found = { files: files.map(reportedFile), thirdParty: [] };
  return { version: "1.2.3", seen, read: seen, skipped: [], problems: [], ...found, ...rest };
}

export function exampleFile(example: ExampleFile): ReportedFile {
  return reportedFile(example);
}

function reportedFile({ path, text, fields: examples }: ExampleFile): ReportedFile {
  const names = [...new Set(examples.map(({ name }) => entityNameOf(name)))];
  const entities = names.map((name) =>
    entityOf(
      name,
      text,
      examples.filter((field) => entityNameOf(field.name) === name).map((field) => fieldOf(field.name, text)),
    ),
  );
  const fields = examples.map((example) => {
    const entity = entities.find(({ name }) => name === entityNameOf(example.name))!;
    return classifiedField(example, entity);
  });
  const schema = {
    language: "django",
    path,
    lines: lineStartsOf(text),
    entities,
    directives: [],
    problems: [],
    imports: [],
    module: null,
    asked: [],
  };
  const findings = examples.flatMap((example, index) =>
    example.finding ? [findingOf(path, fields[index]!, example.finding)] : [],
  );
  return { file: { schema, fields }, text, findings };
}

function entityNameOf(name: string): string {
  return name.split(".")[0]!;
}

function entityOf(name: string, text: string, fields: readonly Field[]): Entity {
  const start = text.indexOf(`class ${name}`) + "class ".length;
  return {
    name,
    kind: "model",
    nameSpan: { start, end: start + name.length },
    span: { start: start - "class ".length, end: text.length },
    bases: [{ text: "models.Model", qualified: "django.db.models.Model" }],
    abstract: false,
    proxy: false,
    managed: true,
    documentation: "",
    label: null,
    appLabel: null,
    table: null,
    optionUses: [],
    privacyDeclarations: [],
    hidden: [],
    fields,
  };
}

function fieldOf(qualifiedName: string, text: string): Field {
  const name = qualifiedName.split(".")[1]!;
  const start = text.indexOf(`${name} =`, text.indexOf(`class ${entityNameOf(qualifiedName)}`));
  const line = text.slice(start).split("\n", 1)[0]!;
  return {
    name,
    nameSpan: { start, end: start + name.length },
    span: { start, end: start + line.length },
    type: { name: "CharField", qualified: "django.db.models.CharField", text: "models.CharField", shape: "string" },
    wrappers: [],
    arguments: [],
    label: null,
    helpText: null,
    comment: "",
    choices: null,
    maxLength: null,
    unique: false,
    indexed: false,
    primaryKey: false,
    nullable: false,
    blank: false,
    target: null,
    column: null,
  };
}

function classifiedField(example: ExampleField, entity: Entity): ClassifiedField {
  const category = example.category === null ? undefined : categoryOf(example.category);
  const verdict = example.verdict ?? (category ? "sensitive" : "clear");
  const classification: Classification = {
    category: category?.key ?? null,
    candidate: category?.key ?? null,
    level: category?.level ?? null,
    treatment: category?.treatment ?? null,
    verdict,
    confidence: example.confidence ?? (category ? 0.97 : 0.02),
    evidence: [{ kind: "name", detail: example.evidence ?? "the name says so", weight: 2.10449 }],
    decidedBy: "classifier",
  };
  return {
    entity,
    field: entity.fields.find(({ name }) => name === example.name.split(".")[1])!,
    classification,
    category: category ?? null,
    evidence: classification,
    said: [],
    protection: example.protection ?? { kind: "none", by: null },
    lacksTreatment: example.lacksTreatment ?? (verdict === "sensitive" && category?.treatment !== "access control"),
    clauses: example.clauses ?? [],
  };
}

function findingOf(path: string, { entity, field }: ClassifiedField, finding: Partial<Finding>): ReportedFinding {
  const rule = finding.rule ?? "storage/plaintext-field";
  return {
    finding: {
      rule,
      severity: "warning",
      message: `\`${field.name}\` is stored in plain text.`,
      path,
      span: field.nameSpan,
      entity: entity.name,
      field: field.name,
      fingerprint: `${rule}@${path}#${entity.name}.${field.name}`,
      suppressed: null,
      ...finding,
    },
    fixes: [
      { id: "encrypt", title: "Encrypt with EncryptedCharField…", kind: "suggestion", preferred: true, input: null },
    ],
  };
}

/** A model of a package with one sensitive field, as if the project had installed it. */
export function exampleInstalledModel(field: ExampleField): InstalledModel {
  const [name] = field.name.split(".");
  const { file } = reportedFile({ path: "x.py", text: `${field.name.split(".")[1]!} = 1\n`, fields: [field] });
  return {
    app: "auth",
    name: name!,
    table: `auth_${name!.toLowerCase()}`,
    distribution: "Django",
    version: "5.2.19",
    otherVersion: null,
    documentation: "https://docs.djangoproject.com/",
    path: "django/contrib/auth/models.py",
    fields: file.fields,
  };
}
