import { RequestType0 } from "vscode-languageserver";
import type { ClassifiedField } from "../../engine/project/model.ts";
import { appOf } from "../../engine/reports/app.ts";
import { holdsOf, reasonsOf } from "../../engine/reports/words.ts";
import {
  CLASSIFICATION_REQUEST,
  type ClassificationResult,
  type ClassifiedEntity,
  type ClassifiedFieldModel,
} from "../../protocol.ts";
import type { FileAnalysis } from "../../workspace/analyse.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { onRequest0 } from "../door.ts";
import type { Located } from "../folder.ts";
import type { Session } from "../session.ts";
import { toRange } from "../toProtocol.ts";

const type = new RequestType0<ClassificationResult, void>(CLASSIFICATION_REQUEST);

/** The model of tree and panel: what in the client's folders is sensitive or has to be decided. */
export const classification = onRequest0(type, (session) => ({
  revision: session.revision,
  state: session.state,
  entities: session.folders.flatMap((folder) =>
    folder.workspace.analyses().flatMap((analysis) => {
      const located = isTestPath(analysis.path) ? null : session.locatePath(folder, analysis.path);
      return located ? entitiesOf(session, located, analysis) : [];
    }),
  ),
}));

function entitiesOf(session: Session, located: Located, analysis: FileAnalysis): readonly ClassifiedEntity[] {
  const { schema, fields } = analysis.file;
  return schema.entities.flatMap((entity) => {
    const shown = fields.filter((item) => item.entity === entity && item.classification.verdict !== "clear");
    if (shown.length === 0) return [];
    const model: ClassifiedEntity = {
      folder: located.folder.uri,
      path: located.path,
      uri: session.uriOf(located),
      app: appOf(located.path),
      name: entity.name,
      abstract: entity.abstract,
      range: toRange(schema.lines, entity.nameSpan),
      fields: shown.map((item) => fieldModel(item, analysis)),
    };
    return [model];
  });
}

function fieldModel(subject: ClassifiedField, { file, findings }: FileAnalysis): ClassifiedFieldModel {
  const { entity, field, protection, lacksTreatment } = subject;
  const { verdict, category, level, treatment, confidence } = subject.classification;
  return {
    name: field.name,
    range: toRange(file.schema.lines, field.nameSpan),
    type: field.type.name,
    verdict: verdict === "review" ? "review" : "sensitive",
    category,
    gloss: holdsOf(category),
    level,
    treatment,
    confidence,
    evidence: reasonsOf(subject.classification).for,
    protection,
    lacksTreatment,
    findings: findings
      .filter((item) => item.entity === entity.name && item.field === field.name && item.suppressed === null)
      .map(({ rule, severity, message }) => ({ rule, severity, message })),
  };
}
