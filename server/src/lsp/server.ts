import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { version } from "../../../package.json";
import { SETTINGS_SECTION } from "../protocol.ts";
import type { Host } from "../workspace/ports.ts";
import { serverCapabilities } from "./capabilities.ts";
import { HIDDEN_SECTION, INTERPRETER_SECTION } from "./configuration.ts";
import { Door, type Handler } from "./door.ts";
import { logInternalError } from "./log.ts";
import { didChangeConfiguration } from "./notifications/didChangeConfiguration.ts";
import { didChangeTextDocument } from "./notifications/didChangeTextDocument.ts";
import { didChangeWatchedFiles } from "./notifications/didChangeWatchedFiles.ts";
import { didChangeWorkspaceFolders } from "./notifications/didChangeWorkspaceFolders.ts";
import { didCloseTextDocument } from "./notifications/didCloseTextDocument.ts";
import { didOpenTextDocument } from "./notifications/didOpenTextDocument.ts";
import { didSaveTextDocument } from "./notifications/didSaveTextDocument.ts";
import { trusted } from "./notifications/trusted.ts";
import { categories } from "./requests/categories.ts";
import { classification } from "./requests/classification.ts";
import { codeAction } from "./requests/codeAction.ts";
import { codeActionResolve } from "./requests/codeActionResolve.ts";
import { codeLens } from "./requests/codeLens.ts";
import { decisionPlan } from "./requests/decisionPlan.ts";
import { description } from "./requests/description.ts";
import { diagnostic } from "./requests/diagnostic.ts";
import { fixPlan } from "./requests/fixPlan.ts";
import { highlights } from "./requests/highlights.ts";
import { hover } from "./requests/hover.ts";
import { report } from "./requests/report.ts";
import { scan } from "./requests/scan.ts";
import { status } from "./requests/status.ts";
import { workspaceDiagnostic } from "./requests/workspaceDiagnostic.ts";
import { uses } from "./requests/uses.ts";
import { Session } from "./session.ts";

const HANDLERS: readonly Handler[] = [
  didOpenTextDocument,
  didChangeTextDocument,
  didCloseTextDocument,
  didSaveTextDocument,
  didChangeConfiguration,
  didChangeWatchedFiles,
  trusted,
  diagnostic,
  workspaceDiagnostic,
  codeAction,
  codeActionResolve,
  hover,
  description,
  highlights,
  uses,
  codeLens,
  classification,
  categories,
  fixPlan,
  decisionPlan,
  report,
  scan,
  status,
];

/** Serves one client over a connection until it says goodbye. */
export function startLanguageServer(connection: Connection, host: Host): void {
  const door = new Door(connection);
  host.onMistake((error) => {
    logInternalError(connection, "a callback", error);
  });

  connection.onInitialize((params) => {
    const session = door.open(() => new Session(connection, host, params));
    // The library has its own handler for this one, set up just before.
    didChangeWorkspaceFolders(connection, door);
    return { capabilities: serverCapabilities(session.flags), serverInfo: { name: "fieldguard", version } };
  });
  connection.onInitialized(() => {
    door.take("initialized", (session) => {
      registerForNotifications(session);
      session.start();
    });
  });
  connection.onShutdown(() => {
    door.close();
  });
  for (const register of HANDLERS) register(connection, door);
  connection.onRequest((method: string) => {
    door.enter();
    throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not supported`);
  });
  connection.listen();
}

/** What can only be registered while running, and only with clients that offer it. */
function registerForNotifications(session: Session): void {
  const { connection, flags } = session;
  if (flags.registerConfiguration) {
    session.run(
      connection.client.register(DidChangeConfigurationNotification.type, {
        section: [SETTINGS_SECTION, HIDDEN_SECTION, INTERPRETER_SECTION],
      }),
    );
  }
  if (flags.registerWatchers) {
    // Everything, because a folder that goes is told as the folder alone.
    session.run(
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: "**/*" }] }),
    );
  }
}
