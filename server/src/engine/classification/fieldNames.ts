import type { Entity } from "../schema/schema.ts";
import { mapped } from "../text/mapped.ts";
import { rememberedOf } from "../text/remembered.ts";
import { type Phrase, phraseOf } from "./phrase.ts";

/** The names of an entity's fields, in their order, looked up once for relations, neighbours and each field itself. */
export const fieldNamesOf: (entity: Entity) => readonly Phrase[] = rememberedOf(({ fields }) =>
  mapped(fields, ({ name }) => phraseOf(name)),
);
