import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { LanguageEditor } from "../language.ts";
import { indentationAt, isFirstOnLine, newlineOf } from "../../text/whitespace.ts";
import { tokensOf } from "../tokens/tokens.ts";
import { type Block, readBlocks } from "./blocks.ts";
import { isEntityBlock, isField, LEXIS } from "./read.ts";

/** Comments are all that is ever written into a schema: how a field is declared is left to a person. */
export const prismaEditor: LanguageEditor = {
  changeField: () => null,
  addBehindField: () => null,
  removeField: () => null,
  dropRules: () => null,
  dropEntries: () => null,
  renameInUniqueness: () => null,
  addImports: () => null,

  addComment(text, { entity, field }, comment) {
    const isCalled = ({ start, end }: Span, name: string): boolean => text.slice(start, end) === name;
    const member = entitiesIn(text)
      .filter(({ name }) => isCalled(name, entity))
      .flatMap(({ members }) => members.filter(isField))
      .find(({ name }) => isCalled(name, field));
    const edit = member && commentAbove(text, member.span.start, comment);
    return edit ? [edit] : null;
  },

  silence(text, offset, _rule, comment) {
    const declarations = entitiesIn(text).flatMap(({ header, members }) => [
      header,
      ...members.filter(isField).map(({ span }) => span),
    ]);
    const around = declarations.find(({ start, end }) => start <= offset && offset <= end);
    return around ? commentAbove(text, around.start, comment) : null;
  },
};

function entitiesIn(text: string): readonly Block[] {
  return readBlocks(text, tokensOf(text, LEXIS).tokens).filter(isEntityBlock);
}

/** Null where something else stands before the declaration on its line. Two slashes keep it out of the generated client. */
function commentAbove(text: string, start: number, comment: string): TextEdit | null {
  if (!isFirstOnLine(text, start)) return null;
  const indentation = indentationAt(text, start);
  const line = start - indentation.length;
  const said = comment.replace(/\s+/g, " ").trim();
  return { span: { start: line, end: line }, text: `${indentation}// ${said}${newlineOf(text)}` };
}
