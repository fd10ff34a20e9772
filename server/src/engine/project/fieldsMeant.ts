import type { AttributeUse } from "../languages/language.ts";
import type { Entity } from "../schema/schema.ts";
import { snakeCase } from "../text/snakeCase.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";

export interface MeantField {
  /** That declares it. */
  readonly file: ClassifiedFile;
  readonly subject: ClassifiedField;
}

export interface FieldsMeant {
  /** `code`: an assignment, an annotation or a query says so; `name`: the receiver is called so; `nothing`: any of them. */
  readonly toldBy: "code" | "name" | "nothing";
  /** More than one where nothing tells which. */
  readonly fields: readonly MeantField[];
}

/** The sensitive fields that an attribute may be, as far as the code around it tells; empty when it is none. */
export function fieldsMeant(use: AttributeUse, files: readonly ClassifiedFile[]): FieldsMeant {
  const candidates = files.flatMap((file) =>
    file.fields
      .filter(({ field, classification }) => field.name === use.name && classification.verdict === "sensitive")
      .map((subject) => ({ file, subject })),
  );
  const { receiver } = use;
  if (candidates.length === 0) return { toldBy: "nothing", fields: [] };
  if (receiver.kind === "class") {
    const entities = files.flatMap(({ schema }) => schema.entities);
    return { toldBy: "code", fields: declaredBy(receiver.name, entities, candidates) };
  }
  if (receiver.kind === "name") {
    const named = candidates.filter(({ subject }) => isNameFor(receiver.name, subject.entity.name));
    if (named.length > 0) return { toldBy: "name", fields: named };
  }
  return { toldBy: "nothing", fields: candidates };
}

/** Those of the class itself, or else of the nearest of its bases that has some. */
function declaredBy(
  className: string,
  entities: readonly Entity[],
  candidates: readonly MeantField[],
): readonly MeantField[] {
  const seen = new Set<string>();
  let names = [className];
  while (names.length > 0) {
    const current = names.filter((name) => !seen.has(name));
    for (const name of current) seen.add(name);
    const own = candidates.filter(({ subject }) => current.includes(subject.entity.name));
    if (own.length > 0) return own;
    names = entities.filter(({ name }) => current.includes(name)).flatMap(({ bases }) => bases.map(lastPart));
  }
  return [];
}

function lastPart({ text }: Entity["bases"][number]): string {
  return text.slice(text.lastIndexOf(".") + 1);
}

/** `customer`, `the_customer` and `customer_2` for `Customer`; `credit_card` for `CreditCard`. */
function isNameFor(name: string, entity: string): boolean {
  const words = snakeCase(entity);
  const plain = name
    .toLowerCase()
    .replace(/_?\d+$/, "")
    .replace(/^_+/, "");
  return plain === words || plain.endsWith(`_${words}`);
}
