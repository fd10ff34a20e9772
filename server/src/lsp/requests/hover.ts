import { HoverRequest, MarkupKind } from "vscode-languageserver";
import { contains } from "../../engine/text/span.ts";
import { contentModified, onRequest } from "../door.ts";
import { describeField } from "../describeField.ts";
import { toOffset } from "../fromProtocol.ts";
import { toRange } from "../toProtocol.ts";

/** What is known of the field whose name, in its declaration, is under the pointer. */
export const hover = onRequest(HoverRequest.type, async (session, { textDocument, position }) => {
  const read = await session.read(textDocument.uri);
  if (!read) return null;
  const { located, analysis } = read;
  const { schema, fields } = analysis.file;
  const offset = toOffset(schema.lines, position);
  const subject = fields.find(({ field }) => contains(field.nameSpan, offset));
  if (!subject || subject.classification.verdict === "clear") return null;

  const { workspace } = located.folder;
  const context = await workspace.fixContext(located.path, subject.entity.name, subject.field.name);
  if (session.versionOf(located) !== analysis.version) throw contentModified();
  const kind = session.flags.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {
    contents: { kind, value: describeField(subject, context, kind) },
    range: toRange(schema.lines, subject.field.nameSpan),
  };
});
