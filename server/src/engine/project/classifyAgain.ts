import { reachedFrom } from "../classification/surroundings.ts";
import type { EntityLookup } from "../schema/entityLookup.ts";
import { contentOf } from "../schema/moved.ts";
import type { Entity, FileSchema } from "../schema/schema.ts";
import { classifyEntity } from "./classifyFile.ts";
import type { ProjectDeclarations } from "./declarations/model.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";
import type { Policy } from "./policy/model.ts";
import { withThirdParty } from "./thirdParty.ts";

/** A classified file with what the classification of each entity rests on. */
export interface Classified {
  readonly file: ClassifiedFile;
  readonly entities: readonly ClassifiedEntity[];
  readonly policy: Policy;
  readonly declarations: ProjectDeclarations;
}

export interface ClassifiedEntity {
  readonly entity: Entity;
  readonly fields: readonly ClassifiedField[];
  /** Itself, then all others that count; null for a name that means none. */
  readonly reached: readonly (Entity | null)[];
  /** What comments say of it and its fields. */
  readonly directives: string;
  /** How much further on it stands than before; null when it was decided anew. */
  readonly keptBy: number | null;
}

/**
 * The same as `classifyFile`, for a file that is classified again after each key: `before` is what the last call gave for it. What
 * rests on the same entities is kept.
 */
export function classifyAgain(
  schema: FileSchema,
  policy: Policy,
  otherFiles: EntityLookup,
  declarations: ProjectDeclarations,
  before: Classified | null,
): Classified {
  const isComparable = before?.policy === policy && before.declarations === declarations;
  const known = new Map(isComparable ? before.entities.map((each) => [contentOf(each.entity), each]) : []);
  const lookup = withThirdParty(otherFiles);
  const directives = directivesByEntity(schema);
  const entities = schema.entities.map((entity): ClassifiedEntity => {
    const reached = [contentOf(entity), ...reachedFrom({ entity, schema }, lookup)];
    const said = directives.get(entity.name) ?? "";
    const kept = known.get(contentOf(entity));
    if (kept?.directives === said && isSame(kept.reached, reached) && entity.privacyDeclarations.length === 0) {
      const keptBy = entity.span.start - kept.entity.span.start;
      return { entity, fields: keptFields(kept, entity), reached, directives: said, keptBy };
    }
    const fields = classifyEntity({ entity, schema }, policy, lookup, declarations);
    return { entity, fields, reached, directives: said, keptBy: null };
  });
  return { file: { schema, fields: entities.flatMap(({ fields }) => fields) }, entities, policy, declarations };
}

function keptFields(kept: ClassifiedEntity, entity: Entity): readonly ClassifiedField[] {
  if (kept.entity === entity) return kept.fields;
  return kept.fields.map((subject, index) => ({ ...subject, entity, field: entity.fields[index]! }));
}

function isSame(some: readonly (Entity | null)[], others: readonly (Entity | null)[]): boolean {
  return some.length === others.length && some.every((entity, index) => entity === others[index]);
}

function directivesByEntity({ directives }: FileSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { entity, field, kind, values, reason } of directives)
    if (entity !== null) found.set(entity, (found.get(entity) ?? "") + JSON.stringify([field, kind, values, reason]));
  return found;
}
