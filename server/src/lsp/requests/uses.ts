import { RequestType } from "vscode-languageserver";
import type { UsesOfField } from "../../engine/project/uses/frameworkUses.ts";
import { toldUses, useWords } from "../../engine/reports/uses.ts";
import type { Span } from "../../engine/text/span.ts";
import { USES_REQUEST, type UsesParams, type UsesResult } from "../../protocol.ts";
import type { FileAnalysis } from "../../workspace/analyse.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { onRequest } from "../door.ts";
import type { Folder } from "../folder.ts";
import type { Session } from "../session.ts";
import { toRange } from "../toProtocol.ts";

const type = new RequestType<UsesParams, UsesResult | null, void>(USES_REQUEST);

/** Where a field is used, once that is known. Null when the field is gone, or in none of the client's folders. */
export const uses = onRequest(type, async (session, { uri, entity, field, installed }) => {
  if (installed) {
    const folder = session.folders.find((each) => each.uri === installed.folder);
    const known = folder && (await usesIn(session, folder, { path: installed.path, entity, field }));
    return folder && known ? { declaration: null, uses: placesOf(known, session, folder) } : null;
  }
  const located = session.locate(uri);
  if (!located || located.folder.isLoose) return null;
  const { folder, path } = located;
  const known = await usesIn(session, folder, { path, entity, field });
  const analysis = folder.workspace.known(path);
  const span = analysis && declaredAt(analysis, entity, field, folder.workspace);
  if (!span || !known) return null;
  return { declaration: toRange(analysis.file.schema.lines, span), uses: placesOf(known, session, folder) };
});

async function usesIn(
  session: Session,
  folder: Folder,
  { path, entity, field }: { readonly path: string; readonly entity: string; readonly field: string },
): Promise<UsesOfField | null> {
  await session.known(folder);
  await folder.workspace.uses.refresh();
  return folder.workspace.uses.known(path, entity, field);
}

/** The name of the field, or of the model that has it from another. */
function declaredAt(analysis: FileAnalysis, entity: string, field: string, workspace: Workspace): Span | null {
  const isAsked = (model: { readonly name: string }, asked: { readonly name: string }): boolean =>
    model.name === entity && asked.name === field;
  const subject = analysis.file.fields.find((item) => isAsked(item.entity, item.field));
  if (subject) return subject.field.nameSpan;
  const inherited = workspace.inheritedFields([analysis]);
  return (
    inherited.find(({ child, subject: { field: its } }) => isAsked(child.entity, its))?.child.entity.nameSpan ?? null
  );
}

/** Those that more than the name tells; those that it alone tells where there are no others. */
function placesOf({ uses: all }: UsesOfField, session: Session, folder: Folder): UsesResult["uses"] {
  const told = toldUses(all);
  return (told.length > 0 ? told : all).flatMap((use) => {
    const place = session.locatePath(folder, use.path);
    if (!place) return [];
    return [
      {
        uri: session.uriOf(place),
        range: toRange(use.lines, use.use.span),
        words: useWords(use),
        certainty: use.certainty,
      },
    ];
  });
}
