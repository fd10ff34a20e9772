import type { Classification, Evidence } from "../../classification/model.ts";
import { categoryOf, isWithin } from "../../classification/taxonomy.ts";
import type { Field } from "../../schema/schema.ts";
import { positionAt } from "../../text/lineIndex.ts";
import { type FieldInFile, saidOutright } from "../decisions.ts";
import { NO_DECLARATIONS, type ProjectDeclarations, type Said } from "./model.ts";

/** All that the project says of a field in declarations, those in its model first. */
export function saidOf({ schema, entity, field }: FieldInFile, project: ProjectDeclarations): readonly Said[] {
  if (project === NO_DECLARATIONS && entity.privacyDeclarations.length === 0) return NOTHING;
  const inModel = entity.privacyDeclarations.flatMap(({ name, statements }) =>
    statements.filter((statement) => statement.field === field.name).map((statement) => ({ name, ...statement })),
  );
  const hasScrubber = inModel.some(({ name }) => name === "Scrubbers");
  return [
    ...inModel.map(({ name, says, span }) => {
      const { line } = positionAt(schema.lines, span.start);
      return { says, where: `${name} (line ${line + 1})`, isGeneral: false };
    }),
    ...project.ofField(schema.path, entity.name, field.name),
    // "Model scrubbers override field-name scrubbers, which in turn override field-type scrubbers."
    ...(hasScrubber ? [] : project.ofAll(field.name, field.type.name)),
  ].filter(({ says }) => says !== "nothing");
}

/** Most projects declare nothing. */
const NOTHING: readonly Said[] = [];

/**
 * What the declarations make of what the evidence says. One that speaks of the field itself decides, personal before not
 * personal where they differ; one that speaks of many fields only where the evidence leaves it open. None makes a
 * relation hold a value, nor a secret none: whether a key is personal data is not whether it is secret.
 */
export function declared(evidence: Classification, said: readonly Said[], field: Field): Classification {
  if (said.length === 0) return evidence;
  const verdict = verdictOf(evidence, said, field);
  const reasons = said.map((item): Evidence => ({ kind: "declaration", detail: detailOf(item), weight: 0 }));
  if (verdict === null) return { ...evidence, evidence: [...evidence.evidence, ...reasons] };
  const category = verdict === "personal" ? categoryOf(evidence.category ?? ANY_PERSONAL_DATA) : undefined;
  return saidOutright(category ?? null, reasons, evidence, "declaration");
}

/** Whether the declarations are about data of this category at all: passwords and keys are secret, whoever's they are. */
export function isPersonal(category: string): boolean {
  return isWithin(category, ANY_PERSONAL_DATA) && categoryOf(category)?.purpose === undefined;
}

export const ANY_PERSONAL_DATA = "user";

function verdictOf({ verdict, category }: Classification, said: readonly Said[], field: Field): Said["says"] | null {
  if (field.type.shape === "relation") return null;
  const ofField = said.filter(({ isGeneral }) => !isGeneral);
  const considered = ofField.length > 0 ? ofField : verdict === "review" ? said : [];
  if (considered.some(({ says }) => says === "personal")) return "personal";
  const isSecret = category !== null && !isPersonal(category);
  return considered.length === 0 || isSecret ? null : "not personal";
}

function detailOf({ says, where, isGeneral }: Said): string {
  return `declared ${says} in ${where}${isGeneral ? ", together with others" : ""}`;
}
