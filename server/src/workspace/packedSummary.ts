import type { ClassifiedField, ClassifiedFile } from "../engine/project/model.ts";
import type { Entity, Field, FileSchema } from "../engine/schema/schema.ts";
import { DECLARES_NOTHING, type ReadText } from "./analyse.ts";
import type { SharedValues } from "./sharedValues.ts";

/** What was decided of a field, but for the field itself: many fields are decided alike. */
type Decided = Omit<ClassifiedField, "entity" | "field">;

/** All that a field says but for where it stands: its index among the shared values, then the start and end of name and declaration. */
type PackedField = readonly [index: number, nameStart: number, nameEnd: number, start: number, end: number];

/** A summary as JSON, in which what many fields say alike is left to `shared`. */
export function packedSummary({ schema, problems, asked, bases }: ReadText, shared: SharedValues): string {
  const entities = schema?.entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map(({ nameSpan, span, ...said }): PackedField => {
      return [shared.indexOf(said), nameSpan.start, nameSpan.end, span.start, span.end];
    }),
  }));
  // A schema says itself what was asked.
  return JSON.stringify(schema ? { schema: { ...schema, entities }, problems } : { problems, asked, bases });
}

export function unpackedSummary(text: string, shared: SharedValues): ReadText {
  if (text === "") return DECLARES_NOTHING;
  const packed = JSON.parse(text) as Partial<ReadText> & Pick<ReadText, "problems">;
  if (!packed.schema) return { ...DECLARES_NOTHING, ...packed };
  const entities = packed.schema.entities.map((entity): Entity => {
    const fields = entity.fields as unknown as readonly PackedField[];
    return { ...entity, fields: fields.map((field) => unpackedField(field, shared)) };
  });
  const schema: FileSchema = { ...packed.schema, entities };
  return { schema, problems: packed.problems, asked: schema.asked, bases: [] };
}

function unpackedField([index, nameStart, nameEnd, start, end]: PackedField, shared: SharedValues): Field {
  const said = shared.at(index) as Omit<Field, "nameSpan" | "span">;
  return { ...said, nameSpan: { start: nameStart, end: nameEnd }, span: { start, end } };
}

/** Of each field of a file what was decided, as an index among the shared values. */
export function packedDecisions({ fields }: ClassifiedFile, shared: SharedValues): readonly number[] {
  return fields.map((decided) => {
    const { classification, evidence } = decided;
    const isSame = evidence === classification || JSON.stringify(evidence) === JSON.stringify(classification);
    return shared.indexOf({ ...decided, entity: undefined, field: undefined, ...(isSame && { evidence: undefined }) });
  });
}

export function unpackedDecisions(
  schema: FileSchema,
  decisions: readonly number[],
  shared: SharedValues,
): ClassifiedFile {
  let next = 0;
  const fields = schema.entities.flatMap((entity) =>
    entity.fields.map((field): ClassifiedField => {
      const decided = shared.at(decisions[next++]!) as Omit<Decided, "evidence"> & Partial<Decided>;
      return { entity, field, ...decided, evidence: decided.evidence ?? decided.classification };
    }),
  );
  return { schema, fields };
}
