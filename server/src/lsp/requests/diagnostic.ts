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

    const content = JSON.stringify(items);
    const before = session.pulled.get(located.key);
    if (before?.content === content) {
      if (before.id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: before.id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: before.id, items };
    }
    const resultId = String(session.nextResultId());
    session.pulled.set(located.key, { id: resultId, content });
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  },
);
