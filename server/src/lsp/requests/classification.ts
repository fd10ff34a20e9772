import { type Range, RequestType } from "vscode-languageserver";
import type { ClassifiedField } from "../../engine/project/model.ts";
import { appOf } from "../../engine/project/app.ts";
import { holdsOf, reasonsOf } from "../../engine/reports/words.ts";
import {
  CLASSIFICATION_REQUEST,
  type ClassificationParams,
  type ClassificationResult,
  type ClassifiedEntity,
  type ClassifiedFieldModel,
  type ClassifiedFile,
} from "../../protocol.ts";
import { type FileAnalysis, findingsOf } from "../../workspace/analyse.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { onRequest } from "../door.ts";
import type { Located } from "../folder.ts";
import type { Session } from "../session.ts";
import { toLeak, toRange } from "../toProtocol.ts";

const type = new RequestType<ClassificationParams, ClassificationResult, void>(CLASSIFICATION_REQUEST);

/** The model of tree and panel: what in the client's folders is sensitive or has to be decided. */
export const classification = onRequest(type, async (session, params) => {
  // Some clients send nothing in place of null.
  const since = (params as ClassificationParams | null | undefined)?.since ?? null;
  const keys = since === null ? null : session.changes.since(since);
  const now = {
    revision: session.revision,
    state: session.state,
    stoppedAfter: session.stoppedAfter,
    cappedAt: session.cappedAt,
    areLeaksKnown: session.folders.every(({ workspace }) => workspace.areLeaksKnown),
    since: keys && since,
    thirdParty: changedThirdParty(session, thirdPartyOf(session), keys !== null),
  };
  return { ...now, files: await (keys ? filesOf(session, keys) : allFiles(session)) };
});

/** Null when a client that asks for changes alone has it already. */
function changedThirdParty(
  session: Session,
  entities: readonly ClassifiedEntity[],
  isDifference: boolean,
): readonly ClassifiedEntity[] | null {
  const content = JSON.stringify(entities);
  const isKnown = isDifference && session.sentThirdParty === content;
  session.sentThirdParty = content;
  return isKnown ? null : entities;
}

function thirdPartyOf({ folders }: Session): readonly ClassifiedEntity[] {
  return folders.flatMap(({ uri, workspace }) =>
    workspace.installedModels().map((model): ClassifiedEntity => ({
      folder: uri,
      path: model.path,
      uri: model.documentation,
      app: model.app,
      name: model.name,
      abstract: false,
      range: NOWHERE,
      // There is nothing to do about what they lack.
      fields: model.fields.map((subject) => ({ ...fieldParts(subject, NOWHERE), lacksTreatment: false, findings: [] })),
      package: { name: model.distribution, version: model.version, otherVersion: model.otherVersion },
    })),
  );
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function allFiles(session: Session): Promise<readonly ClassifiedFile[]> {
  const located = session.folders.flatMap((folder) => {
    const { workspace } = folder;
    const declaring = workspace.analyses().map(({ path }) => path);
    return [...new Set([...declaring, ...workspace.pathsBesideFields])].flatMap(
      (path) => session.locatePath(folder, path) ?? [],
    );
  });
  const files = await Promise.all(located.map((each) => fileOf(session, each)));
  return files.filter(({ entities, leaks }) => entities.length + leaks.length > 0);
}

/** Of the files in the client's folders, also those with nothing to show. */
function filesOf(session: Session, keys: readonly string[]): Promise<readonly ClassifiedFile[]> {
  const located = keys.flatMap((key) => session.locateKey(key) ?? []);
  return Promise.all(located.filter(({ folder }) => !folder.isLoose).map((each) => fileOf(session, each)));
}

async function fileOf(session: Session, located: Located): Promise<ClassifiedFile> {
  const { folder, path } = located;
  const { workspace } = folder;
  const analysis = workspace.known(path);
  const place = { folder: folder.uri, path, uri: session.uriOf(located) };
  const isShown = analysis !== null && !isTestPath(path);
  const found = workspace.besideFields(path).filter(({ suppressed }) => suppressed === null);
  const lines = found.length > 0 ? await workspace.linesIn(path) : [];
  return {
    ...place,
    entities: isShown ? entitiesOf(place, analysis, workspace) : [],
    leaks: found.map((finding) => toLeak(finding, lines, session.urisIn(folder))),
  };
}

function entitiesOf(
  place: Pick<ClassifiedEntity, "folder" | "path" | "uri">,
  analysis: FileAnalysis,
  workspace: Workspace,
): readonly ClassifiedEntity[] {
  const { schema, fields } = analysis.file;
  return schema.entities.flatMap((entity) => {
    const shown = fields.filter((item) => item.entity === entity && item.classification.verdict !== "clear");
    if (shown.length === 0) return [];
    const model: ClassifiedEntity = {
      ...place,
      app: appOf(analysis.path),
      name: entity.name,
      abstract: entity.abstract,
      range: toRange(schema.lines, entity.nameSpan),
      fields: shown.map((item) => fieldModel(item, analysis, workspace)),
    };
    return [model];
  });
}

function fieldModel(subject: ClassifiedField, analysis: FileAnalysis, workspace: Workspace): ClassifiedFieldModel {
  return {
    ...fieldParts(subject, toRange(analysis.file.schema.lines, subject.field.nameSpan)),
    findings: workspace
      .accepting(findingsOf(analysis, subject))
      .filter(({ suppressed }) => suppressed === null)
      .map(({ rule, severity, message }) => ({ rule, severity, message })),
  };
}

function fieldParts(subject: ClassifiedField, range: Range): Omit<ClassifiedFieldModel, "findings"> {
  const { field, protection, lacksTreatment } = subject;
  const { verdict, category, level, treatment, confidence } = subject.classification;
  return {
    name: field.name,
    range,
    type: field.type.name,
    verdict: verdict === "review" ? "review" : "sensitive",
    category,
    gloss: holdsOf(subject),
    level,
    treatment,
    confidence,
    evidence: reasonsOf(subject.classification).for,
    protection,
    lacksTreatment,
  };
}
