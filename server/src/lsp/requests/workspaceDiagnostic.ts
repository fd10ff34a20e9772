import { type WorkspaceDiagnosticReport, WorkspaceDiagnosticRequest } from "vscode-languageserver";
import { cancelled, onRequest } from "../door.ts";
import { WorkspacePull } from "../workspacePull.ts";

/** Diagnostics of all files that are not open, for as long as the client wants to hear of them. */
export const workspaceDiagnostic = onRequest(
  WorkspaceDiagnosticRequest.type,
  async (session, { previousResultIds, partialResultToken }, token): Promise<WorkspaceDiagnosticReport> => {
    const pull = new WorkspacePull({
      clock: session.host.clock,
      previous: previousResultIds,
      sendPart:
        partialResultToken === undefined
          ? null
          : (items) =>
              session.connection.sendProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, { items }),
      allKeys: () => session.keysToTell(),
      look: (key) => session.diagnosticsOfClosed(key),
    });
    const cancellation = token.onCancellationRequested(() => {
      pull.end();
    });
    session.workspacePulls.add(pull);
    try {
      const items = await pull.run();
      if (token.isCancellationRequested) throw cancelled();
      return { items };
    } finally {
      cancellation.dispose();
      session.workspacePulls.delete(pull);
    }
  },
);
