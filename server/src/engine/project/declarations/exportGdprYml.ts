import { isWithin } from "../../classification/taxonomy.ts";
import type { Field } from "../../schema/schema.ts";
import type { ConcreteModel } from "../concreteModels.ts";
import type { ClassifiedField } from "../model.ts";
import { ANY_PERSONAL_DATA } from "./declared.ts";
import { fillYaml, type YamlRefusal, type YamlTree } from "../yaml/fillYaml.ts";
import { exclusionsOf, type GdprYml, labelIn, NO_GDPR_YML, readGdprYml } from "./gdprYml.ts";
import { namePattern } from "./namePattern.ts";

export interface GdprYmlExport {
  readonly text: string;
  /** What the file says otherwise than the policy or a directive, as sentences. It still says so. */
  readonly conflicts: readonly string[];
  /** Fields that are left as `pii: null`: `auth.User.email`. */
  readonly undecided: readonly string[];
}

/**
 * The classification as the `gdpr.yml` of leukeleu-django-gdpr 2.2.0, filled into the one that is there (empty for none):
 * sensitive data about people are `pii: true`, fields to be decided `pii: null`, all others `pii: false`. What people have
 * decided in it stays. Names and descriptions are left to the package, which adds them.
 */
export function exportGdprYml(before: string, models: readonly ConcreteModel[]): GdprYmlExport | YamlRefusal {
  const content = readGdprYml(before) ?? NO_GDPR_YML;
  const excludedBy = exclusionsOf(content);
  const includes = content.include.flatMap((pattern) => namePattern(pattern) ?? []);
  const include: string[] = [];
  const listed: Record<string, YamlTree> = {};
  const conflicts: string[] = [];
  const undecided: string[] = [];
  for (const model of models) {
    const label = labelOf(model, content);
    const fields: Record<string, YamlTree> = {};
    for (const subject of model.fields) {
      const { name } = subject.field;
      const path = `${label}.${name}`;
      const decided = content.models.get(label)?.get(name) ?? null;
      if (decided !== null || excludedBy(label, name)) {
        const conflict = conflictWith(decided ?? false, subject);
        if (conflict !== null)
          conflicts.push(`${path} is ${decided === null ? "excluded" : `pii: ${decided}`}, but ${conflict}`);
        continue;
      }
      const pii = piiOf(subject);
      if (isLeftOut(subject.field) && !includes.some((pattern) => pattern.matches(path))) {
        // `anonymize` would give a key another value.
        if (pii !== true || subject.field.primaryKey) continue;
        include.push(path.replaceAll(".", "\\."));
      }
      if (pii === null) undecided.push(path);
      fields[name] = { pii, ...(pii === true ? { explanation: subject.category!.gloss } : {}) };
    }
    if (Object.keys(fields).length > 0) listed[label] = { fields };
  }
  const filled = fillYaml(before, { ...(include.length > 0 ? { include } : {}), models: listed });
  return typeof filled === "string" ? { text: filled, conflicts, undecided } : filled;
}

/** One that the file has under another label must have fields in common with it, lest an installed package's be taken for it. */
function labelOf({ label, fields }: ConcreteModel, content: GdprYml): string {
  const found = labelIn(content, label);
  const known = found === null ? undefined : content.models.get(found);
  return found !== null && fields.some(({ field }) => known?.has(field.name)) ? found : label;
}

function piiOf({ field, classification, category }: ClassifiedField): boolean | null {
  if (field.type.shape === "relation") return false;
  if (classification.verdict === "review") return null;
  return classification.verdict === "sensitive" && category !== null && isWithin(category.key, ANY_PERSONAL_DATA);
}

/** What a person has decided elsewhere against it, as the rest of a sentence. */
function conflictWith(isPersonal: boolean, subject: ClassifiedField): string | null {
  const { decidedBy } = subject.classification;
  if (decidedBy !== "policy" && decidedBy !== "directive") return null;
  const who = decidedBy === "policy" ? "the policy" : "a directive";
  if (isPersonal) return subject.category === null ? `${who} says that it holds nothing sensitive` : null;
  return piiOf(subject) === true ? `${who} says that it holds ${subject.category!.gloss}` : null;
}

/**
 * Whether the package lists a field only if `include` names it: `DEFAULT_EXCLUDE_FIELDS` in gdpr.py. Subclasses of these
 * are left out as well, but to list one that the package leaves out does no harm.
 */
function isLeftOut({ type }: Field): boolean {
  return type.shape === "relation" ? type.name !== "GenericForeignKey" : LEFT_OUT.has(type.name);
}

const LEFT_OUT: ReadonlySet<string> = new Set(
  "AutoField BigAutoField SmallAutoField UUIDField BooleanField NullBooleanField".split(" "),
);
