import { CodeAction, WorkspaceEdit } from "vscode";
import type { Middleware } from "vscode-languageclient";
import { CLIENT_COMMANDS, type FixPlanParams, type FixRequest } from "../../server/src/protocol.ts";

/**
 * Sends the fixes that need no input through our command as well: the edit of an action cannot carry the notes about
 * what is left to do.
 */
export const fixActions: Pick<Middleware, "provideCodeActions"> = {
  async provideCodeActions(document, range, context, token, next) {
    const actions = await next(document, range, context, token);
    for (const action of actions ?? []) if (action instanceof CodeAction) useCommand(action);
    return actions;
  },
};

/** The library keeps what the server needs for the edit in `data`. */
function useCommand(action: CodeAction & { data?: unknown }): void {
  const params = action.data as FixPlanParams | undefined;
  if (params?.fixId !== undefined && !action.command) {
    const { uri, entity, field, fixId } = params;
    const request: FixRequest = { uri, entity, field, fixId, asks: null };
    action.command = { title: action.title, command: CLIENT_COMMANDS.applyFix, arguments: [request] };
  }
  // VS Code resolves an action without an edit before it runs its command, and forgets the command when the menu's
  // actions are replaced meanwhile (new diagnostics are enough). An empty edit is not resolved, and not applied.
  if (action.command) action.edit ??= new WorkspaceEdit();
}
