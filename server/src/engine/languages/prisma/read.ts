import type { Answer, Asked } from "../../schema/asked.ts";
import type { Entity, FileSchema } from "../../schema/schema.ts";
import { lineStartsOf } from "../../text/lineIndex.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import { type Declaration, directivesIn } from "../directives.ts";
import { NO_OTHER_NAMES, type OtherNames } from "../otherNames.ts";
import { tokensOf } from "../tokens/tokens.ts";
import { type Block, type Member, readBlocks, type TypeReference } from "./blocks.ts";
import { commentsAt, startOfDirective, textOf } from "./comments.ts";
import { type FieldContext, keysIn, readField, stringIn } from "./field.ts";

export const LEXIS = { lineComment: "//" } as const;

const ENTITIES: ReadonlySet<string> = new Set(["model", "type", "view"]);

export function isEntityBlock({ keyword }: Block): boolean {
  return ENTITIES.has(keyword);
}

export function isField(member: Member): member is Member & { readonly type: TypeReference } {
  return member.type !== null;
}

/**
 * Reads the models, composite types and views of a Prisma schema, which may be one of several files. Never throws; what is half typed is
 * read as far as it goes. https://www.prisma.io/docs/orm/reference/prisma-schema-reference
 */
export function readPrisma(path: string, text: string, others: OtherNames = NO_OTHER_NAMES): FileSchema {
  const { tokens, comments } = tokensOf(text, LEXIS);
  const lines = lineStartsOf(text);
  const blocks = readBlocks(text, tokens);
  const declaring = blocks.filter(isEntityBlock);
  const nameOf = ({ name }: Pick<Block, "name">): string => ownCopy(text.slice(name.start, name.end));
  const own = new Set(declaring.map(nameOf));
  const enums = new Map(
    blocks.filter(({ keyword }) => keyword === "enum").map((block) => [nameOf(block), block.members.map(nameOf)]),
  );
  const answers = new Map<string, Answer | null>();
  const isEntity = (name: string): boolean => {
    if (own.has(name)) return true;
    if (!answers.has(name)) answers.set(name, others.meaningOf({ as: "model", name, from: path }));
    return answers.get(name)?.kind === "model";
  };
  const context: FieldContext = { text, lines, comments, enums, isEntity };
  const entities = declaring.map((block) => readEntity(context, block));
  return {
    language: "prisma",
    path,
    lines,
    entities,
    ...directivesIn(
      { text, lines, comments, startOfDirective: (comment) => startOfDirective(text, comment) },
      declarationsIn(text, declaring),
    ),
    imports: [],
    module: null,
    asked: [...answers].map(([name, answer]): Asked => ({ as: "model", name, answer })),
  };
}

function readEntity(context: FieldContext, block: Block): Entity {
  const { text, lines, comments } = context;
  const { name, header, span } = block;
  const keys = keysIn(text, block);
  const map = block.attributes.find((attribute) => attribute.name === "map")?.arguments;
  return {
    name: ownCopy(text.slice(name.start, name.end)),
    kind: "model",
    nameSpan: { start: name.start, end: name.end },
    span,
    bases: [],
    abstract: false,
    proxy: false,
    managed: true,
    documentation: textOf(text, commentsAt(comments, lines, header)),
    label: null,
    appLabel: null,
    table: map ? stringIn(text.slice(map.start, map.end)) : null,
    optionUses: [],
    privacyDeclarations: [],
    fields: block.members.filter(isField).map((member) => readField(context, block, keys, member)),
    hidden: [],
  };
}

/** In source order. */
function declarationsIn(text: string, blocks: readonly Block[]): readonly Declaration[] {
  return blocks.flatMap(({ name, header, members }) => {
    const entity = text.slice(name.start, name.end);
    return [
      { span: header, entity, field: null },
      ...members.filter(isField).map((member) => ({
        span: member.span,
        entity,
        field: text.slice(member.name.start, member.name.end),
      })),
    ];
  });
}
