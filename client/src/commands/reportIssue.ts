import { commands } from "vscode";
import { STATUS_REQUEST, type StatusResult } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import { statusPage } from "./showStatus.ts";

/** Opens VS Code's form for a report on this extension. The status comes along: no source and no names of fields. */
export async function reportIssue(extensionId: string, server: LanguageServer): Promise<void> {
  const status = server.isRunning ? statusPage(await server.sendRequest<StatusResult>(STATUS_REQUEST)) : "";
  await commands.executeCommand("workbench.action.openIssueReporter", { extensionId, issueBody: `\n\n${status}` });
}
