import { commands, type Disposable, type LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { CLIENT_COMMANDS, type EntityReference, type FixRequest } from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import type { Notes } from "../notes.ts";
import type { ClassificationPanel } from "../panel/classificationPanel.ts";
import type { Pause } from "../pause.ts";
import type { FieldNode } from "../tree/nodes.ts";
import { applyFix } from "./applyFix.ts";
import { copyPath } from "./copyPath.ts";
import { createPolicy } from "./createPolicy.ts";
import { exportReport } from "./exportReport.ts";
import { explainField } from "./explainField.ts";
import { goToField } from "./goToField.ts";
import { protectField } from "./protectField.ts";
import { restartServer } from "./restartServer.ts";
import { scanWorkspace } from "./scanWorkspace.ts";
import { showStatus } from "./showStatus.ts";

export interface CommandContext {
  readonly client: BaseLanguageClient;
  readonly log: LogOutputChannel;
  readonly notes: Notes;
  readonly panel: ClassificationPanel;
  readonly pause: Pause;
  readonly store: ClassificationStore;
}

export function registerCommands({ client, log, notes, panel, pause, store }: CommandContext): Disposable[] {
  const decide = (node: FieldNode, fixId: string, asks: FixRequest["asks"]): Promise<void> =>
    applyFix(client, notes, { uri: node.entity.uri, entity: node.entity.name, field: node.field.name, fixId, asks });

  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    [CLIENT_COMMANDS.applyFix]: (request: FixRequest) => applyFix(client, notes, request),
    [CLIENT_COMMANDS.showEntity]: (reference: EntityReference) => {
      panel.show(reference);
    },
    "fieldguard.openPanel": () => {
      panel.show(null);
    },
    "fieldguard.exportReport": () => exportReport(client, null),
    "fieldguard.explainField": () => explainField(store),
    "fieldguard.scanWorkspace": () => scanWorkspace(client, store, pause),
    "fieldguard.createPolicy": createPolicy,
    "fieldguard.pause": () => pause.pause(),
    "fieldguard.resume": () => pause.resume(),
    "fieldguard.showStatus": () => showStatus(client, notes),
    "fieldguard.showOutput": () => {
      log.show();
    },
    "fieldguard.restartServer": () => restartServer(client, pause),
    "fieldguard.goToField": goToField,
    "fieldguard.protectField": protectField,
    "fieldguard.setCategory": (node: FieldNode) => decide(node, "set-category", "category"),
    "fieldguard.ignoreField": (node: FieldNode) => decide(node, "ignore", "reason"),
    "fieldguard.copyPath": copyPath,
  };
  return Object.entries(table).map(([id, run]) => commands.registerCommand(id, run));
}
