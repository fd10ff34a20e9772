import { type Hover, HoverRequest, MarkupKind, type Position } from "vscode-languageserver";
import { languageOf } from "../../engine/languages/registry.ts";
import { fieldsMeant, type MeantField } from "../../engine/project/fieldsMeant.ts";
import { lineStartsOf } from "../../engine/text/lineIndex.ts";
import { contains } from "../../engine/text/span.ts";
import type { FileAnalysis } from "../../workspace/analyse.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { describeField } from "../describeField.ts";
import { describeUse } from "../describeUse.ts";
import { contentModified, onRequest } from "../door.ts";
import type { Folder, Located } from "../folder.ts";
import { toOffset } from "../fromProtocol.ts";
import type { Session } from "../session.ts";
import { toRange } from "../toProtocol.ts";

/** What is known of the field whose name is under the pointer: in its declaration, or as an attribute in use. */
export const hover = onRequest(HoverRequest.type, async (session, { textDocument, position }) => {
  const located = session.locate(textDocument.uri);
  if (!located || !(await session.isShown(located))) return null;
  return hoverAt(session, located, position);
});

export async function hoverAt(session: Session, located: Located, position: Position): Promise<Hover | null> {
  const analysis = await located.folder.workspace.analysis(located.path);
  return (
    (analysis && (await declarationHover(session, located, analysis, position))) ??
    (await useHover(session, located, position))
  );
}

async function declarationHover(
  session: Session,
  located: Located,
  analysis: FileAnalysis,
  position: Position,
): Promise<Hover | null> {
  const { schema, fields } = analysis.file;
  const offset = toOffset(schema.lines, position);
  const subject = fields.find(({ field }) => contains(field.nameSpan, offset));
  if (!subject || subject.classification.verdict === "clear") return null;

  const { workspace } = located.folder;
  const context = await workspace.fixContext(located.path, subject.entity.name, subject.field.name);
  if (session.versionOf(located) !== analysis.version) throw contentModified();
  const kind = markupKind(session);
  return {
    contents: { kind, value: describeField(subject, context, kind) },
    range: toRange(schema.lines, subject.field.nameSpan),
  };
}

/** As far as the models read so far and the code around the attribute tell. */
async function useHover(session: Session, located: Located, position: Position): Promise<Hover | null> {
  const { workspace } = located.folder;
  const version = session.versionOf(located);
  const text = await workspace.text(located.path);
  if (text === null) return null;
  if (session.versionOf(located) !== version) throw contentModified();
  const lines = lineStartsOf(text);
  const use = languageOf(located.path)?.attributeAt(text, toOffset(lines, position));
  if (!use) return null;

  const files = workspace.analyses().filter(({ path }) => !isTestPath(path));
  const kind = markupKind(session);
  const value = describeUse({
    use,
    meant: fieldsMeant(
      use,
      files.map(({ file }) => file),
    ),
    linkTo: (field) => linkToDeclaration(session, located.folder, field),
    kind,
  });
  return value === null ? null : { contents: { kind, value }, range: toRange(lines, use.nameSpan) };
}

/** With the line as VS Code and others read it from a link. */
function linkToDeclaration(session: Session, folder: Folder, { file, subject }: MeantField): string {
  const { path, lines } = file.schema;
  const target = session.locatePath(folder, path);
  const { line } = toRange(lines, subject.field.nameSpan).start;
  return target ? `${session.uriOf(target)}#L${line + 1}` : path;
}

function markupKind({ flags }: Session): MarkupKind {
  return flags.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
}
