import { RequestType } from "vscode-languageserver";
import {
  type FieldHighlight,
  HIGHLIGHTS_REQUEST,
  type HighlightsParams,
  type HighlightsResult,
} from "../../protocol.ts";
import type { FileAnalysis } from "../../workspace/analyse.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { contentModified, onRequest } from "../door.ts";
import { toRange } from "../toProtocol.ts";

const type = new RequestType<HighlightsParams, HighlightsResult, void>(HIGHLIGHTS_REQUEST);

/** What is sensitive in one document, whether anything is wrong with it or not. Nothing in tests, which make it up. */
export const highlights = onRequest(type, async (session, { textDocument }) => {
  const located = session.locate(textDocument.uri);
  if (!located || isTestPath(located.path)) return { version: located && session.versionOf(located), highlights: [] };
  if (!(await session.isShown(located))) return { version: session.versionOf(located), highlights: [] };
  const analysis = await located.folder.workspace.analysis(located.path);
  const version = session.versionOf(located);
  if (!analysis) return { version, highlights: [] };
  if (analysis.version !== version) throw contentModified();
  return { version, highlights: highlightsOf(analysis) };
});

function highlightsOf({ file }: FileAnalysis): readonly FieldHighlight[] {
  return file.fields.flatMap(({ field, classification: { verdict, level }, lacksTreatment }) =>
    verdict === "sensitive" && level !== null && level !== "public"
      ? [{ range: toRange(file.schema.lines, field.nameSpan), level, lacksTreatment }]
      : [],
  );
}
