import {
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
} from "vscode-languageserver";
import { onRequest } from "../door.ts";

/** Diagnostics of one document, for clients that ask; those that do not are told by `DiagnosticsPublisher`. */
export const diagnostic = onRequest(
  DocumentDiagnosticRequest.type,
  async (session, { textDocument, previousResultId }): Promise<DocumentDiagnosticReport> => {
    const located = session.locate(textDocument.uri);
    const shown = located ? await session.diagnosticsOf(located) : [];
    const items = shown.map((item) => item.diagnostic);
    if (!located) return { kind: DocumentDiagnosticReportKind.Full, items };

    const resultId = session.resultIds.idOf(located.key, JSON.stringify(items));
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  },
);
