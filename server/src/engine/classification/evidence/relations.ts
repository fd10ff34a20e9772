import type { Entity, Field } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { modifiersIn } from "../reading.ts";
import type { Clue } from "./clue.ts";

/** Whom the record belongs to: a relation to a patient makes it about health, one to a user about a person. */
export function relationsSay(entities: readonly Entity[]): readonly Clue[] {
  return entities.flatMap((entity) =>
    entity.fields.filter((field) => field.type.shape === "relation").flatMap(cluesOf),
  );
}

const OWNERSHIP = 0.85;
const BELONGING = 0.55;
const TOLD = new Set(["person", "health", "staff", "case", "bank", "card", "payroll", "child"]);
/** Many records point at one: it says whose they are. The others point at many, or at who touched them. */
const BELONGS = /^(StripeForeignKey|ForeignKey|ParentalKey|TreeForeignKey)$/;
const OWNS = "OneToOne";

function cluesOf(field: Field): readonly Clue[] {
  const strength = field.type.name.startsWith(OWNS) ? OWNERSHIP : BELONGS.test(field.type.name) ? BELONGING : 0;
  const words = wordsOf(field.name);
  if (strength === 0 || words.includes("by")) return [];
  const target = wordsOf(field.target?.split(".").at(-1) ?? "");
  return [words, target].flatMap((source) =>
    modifiersIn(source, 0, source.length)
      .filter((modifier) => source.join(" ").endsWith(modifier.words))
      .flatMap((modifier) => modifier.groups)
      .filter((group) => TOLD.has(group.class))
      .map((group) => ({
        // The record of a person's terminal is not that person: its name is the terminal's.
        class: group.class === "person" ? "personal" : group.class,
        strength: group.class === "health" ? Math.max(strength, OWNERSHIP) : strength,
        kind: "entity" as const,
        origin: "relation" as const,
        detail: `it belongs to a record that ${group.says} (\`${field.name}\`)`,
      })),
  );
}
