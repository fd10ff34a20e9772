import { type Hover, HoverRequest, MarkupKind, type Position } from "vscode-languageserver";
import { languageOf, readsUsesOf } from "../../engine/languages/registry.ts";
import type { ClassifiedField } from "../../engine/project/model.ts";
import { fieldsMeant, type MeantField } from "../../engine/project/fieldsMeant.ts";
import type { LinkedUse } from "../../engine/project/uses/linkUses.ts";
import { fieldKey } from "../../engine/project/uses/linkUses.ts";
import { historyWords } from "../../engine/reports/historyWords.ts";
import { lineStartsOf, positionAt } from "../../engine/text/lineIndex.ts";
import { contains } from "../../engine/text/span.ts";
import { CLIENT_COMMANDS, type FieldReference } from "../../protocol.ts";
import type { FileAnalysis } from "../../workspace/analyse.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { describeField } from "../describeField.ts";
import { describeLeaks, MOST_PLACES } from "../describeLeaks.ts";
import { describeUse } from "../describeUse.ts";
import { describeUses } from "../describeUses.ts";
import { contentModified, onRequest } from "../door.ts";
import type { Folder, Located } from "../folder.ts";
import { toOffset } from "../fromProtocol.ts";
import type { Session } from "../session.ts";
import { logInternalError } from "../log.ts";
import { withinAMoment } from "../moment.ts";
import { escapeMarkdown, toRange } from "../toProtocol.ts";

/** What is known of the field whose name is under the pointer: in its declaration, or as an attribute in use. */
export const hover = onRequest(HoverRequest.type, async (session, { textDocument, position }) => {
  const located = session.locate(textDocument.uri);
  if (!located || !(await session.isShown(located))) return null;
  return hoverAt(session, located, position, { isPatient: false });
});

export interface HoverOptions {
  /** Whether to wait for migrations until they are read, however long that takes. */
  readonly isPatient: boolean;
}

export async function hoverAt(
  session: Session,
  located: Located,
  position: Position,
  options: HoverOptions,
): Promise<Hover | null> {
  const analysis = await located.folder.workspace.analysis(located.path);
  return (
    (analysis && (await declarationHover(session, located, analysis, position, options))) ??
    (await useHover(session, located, position, options))
  );
}

async function declarationHover(
  session: Session,
  located: Located,
  analysis: FileAnalysis,
  position: Position,
  options: HoverOptions,
): Promise<Hover | null> {
  const { schema, fields } = analysis.file;
  const offset = toOffset(schema.lines, position);
  const subject = fields.find(({ field }) => contains(field.nameSpan, offset));
  if (!subject || subject.classification.verdict === "clear") return null;

  const { folder, path } = located;
  const { workspace } = folder;
  const context = await workspace.fixContext(path, subject.entity.name, subject.field.name);
  // They are told of below, so that they may be linked for this, too.
  const uses = workspace.uses.known(path, subject.entity.name, subject.field.name);
  const history = await historyParagraph(session, located, subject, options);
  const leaks = await leaksParagraph(session, located, subject);
  if (session.versionOf(located) !== analysis.version) throw contentModified();
  const kind = markupKind(session);
  const linkToPlace = (use: LinkedUse): string => linkToUse(session, folder, use);
  const described = describeField(subject, context && { context: { ...context, uses }, linkTo: linkToPlace }, kind);
  return {
    contents: {
      kind,
      value: [described, ...history, ...leaks, ...usesParagraph(session, located, subject)].join("\n\n"),
    },
    range: toRange(schema.lines, subject.field.nameSpan),
  };
}

/** What the migrations of its app have made of it. Who does not wait for them finds them read the next time. */
async function historyParagraph(
  session: Session,
  { folder, path }: Located,
  subject: ClassifiedField,
  { isPatient }: HoverOptions,
): Promise<readonly string[]> {
  if (!areUsesTold(folder, path, subject)) return [];
  const work = folder.workspace.migrations
    .historyOf(path, subject, folder.workspace.project)
    .catch((error: unknown) => {
      logInternalError(session.connection, "migrations", error);
      return null;
    });
  const history = await (isPatient ? work : withinAMoment(work));
  if (!history) return [];
  const words = historyWords(history).join(" ");
  return [session.flags.markdownHover ? escapeMarkdown(words) : words];
}

/** Where its values go, as far as that is known. */
async function leaksParagraph(
  session: Session,
  { folder, path }: Located,
  { entity, field }: ClassifiedField,
): Promise<readonly string[]> {
  const { workspace } = folder;
  const leaks = workspace.leaksOf(fieldKey(path, entity.name, field.name));
  if (leaks.length === 0) return [];
  const places = await Promise.all(
    leaks.slice(0, MOST_PLACES).map(async (finding) => {
      const { line } = positionAt(await workspace.linesIn(finding.path), finding.span.start);
      return { finding, line: line + 1, link: linkTo(session, folder, finding.path, line) };
    }),
  );
  return [describeLeaks(places, leaks.length, markupKind(session))];
}

/** Whether anything is to be told of the code around a field. */
function areUsesTold({ isLoose }: Folder, path: string, { classification }: ClassifiedField): boolean {
  return !isLoose && !isTestPath(path) && readsUsesOf(path) && classification.verdict === "sensitive";
}

/** Where it is used, as far as that is known: nobody waits for it here. */
function usesParagraph(session: Session, located: Located, subject: ClassifiedField): readonly string[] {
  const { folder, path } = located;
  if (!areUsesTold(folder, path, subject)) return [];
  const entity = subject.entity.name;
  const field = subject.field.name;
  const reference: FieldReference = { uri: session.uriOf(located), entity, field };
  const text = describeUses({
    known: folder.workspace.uses.known(path, entity, field),
    linkTo: (use) => linkToUse(session, folder, use),
    showAll:
      session.flags.ui?.showUses === true
        ? `command:${CLIENT_COMMANDS.showUses}?${encodeURIComponent(JSON.stringify([reference]))}`
        : null,
    kind: markupKind(session),
  });
  return [text];
}

/** As far as the models read so far and the code around the attribute tell. */
async function useHover(
  session: Session,
  located: Located,
  position: Position,
  options: HoverOptions,
): Promise<Hover | null> {
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
  const meant = fieldsMeant(
    use,
    files.map(({ file }) => file),
  );
  const [only, ...others] = meant.fields;
  const value = describeUse({
    use,
    meant,
    linkTo: (field) => linkToDeclaration(session, located.folder, field),
    kind,
  });
  if (value === null) return null;
  const declaration = only && others.length === 0 ? locatedDeclaration(session, located.folder, only) : null;
  const history = declaration ? await historyParagraph(session, declaration, only!.subject, options) : [];
  const leaks = declaration ? await leaksParagraph(session, declaration, only!.subject) : [];
  const used = declaration ? usesParagraph(session, declaration, only!.subject) : [];
  if (session.versionOf(located) !== version) throw contentModified();
  return {
    contents: { kind, value: [value, ...history, ...leaks, ...used].join("\n\n") },
    range: toRange(lines, use.nameSpan),
  };
}

function locatedDeclaration(session: Session, folder: Folder, { file }: MeantField): Located | null {
  return session.locatePath(folder, file.schema.path);
}

function linkToDeclaration(session: Session, folder: Folder, { file, subject }: MeantField): string {
  const { path, lines } = file.schema;
  return linkTo(session, folder, path, toRange(lines, subject.field.nameSpan).start.line);
}

function linkToUse(session: Session, folder: Folder, { path, lines, use }: LinkedUse): string {
  return linkTo(session, folder, path, toRange(lines, use.span).start.line);
}

/** With the line as VS Code and others read it from a link. */
function linkTo(session: Session, folder: Folder, path: string, line: number): string {
  const target = session.locatePath(folder, path);
  return target ? `${session.uriOf(target)}#L${line + 1}` : path;
}

function markupKind({ flags }: Session): MarkupKind {
  return flags.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
}
