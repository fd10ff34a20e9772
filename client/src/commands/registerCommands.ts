import { commands, type Disposable, type Uri } from "vscode";
import {
  CLIENT_COMMANDS,
  type EntityReference,
  type FieldPlace,
  type FieldReference,
  type FixRequest,
} from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { LeakNode, LeakTreeNode } from "../leaks/leakNodes.ts";
import type { Notes } from "../notes.ts";
import type { RowContext } from "../panel/messages.ts";
import type { ClassificationPanel } from "../panel/classificationPanel.ts";
import type { Pause } from "../pause.ts";
import type { RunningScans } from "../runningScans.ts";
import type { ClassificationTree } from "../tree/classificationTree.ts";
import { NO_FILTER } from "../tree/filter.ts";
import type { EntityNode, GroupNode } from "../tree/nodes.ts";
import type { ViewState } from "../tree/viewState.ts";
import { applyFix } from "./applyFix.ts";
import { copyPath } from "./copyPath.ts";
import { createPolicy } from "./createPolicy.ts";
import { decisions } from "./decide.ts";
import { exportReport } from "./exportReport.ts";
import { explainField } from "./explainField.ts";
import { filterFields } from "./filterFields.ts";
import { type DeclaredField, goToField } from "./goToField.ts";
import { explainRule, fixLeak, leaveLeakAlone } from "./leaks.ts";
import { protectField } from "./protectField.ts";
import { protectFields } from "./protectFields.ts";
import { reportIssue } from "./reportIssue.ts";
import { restartServer } from "./restartServer.ts";
import { scanWorkspace } from "./scanWorkspace.ts";
import { searchFields } from "./searchFields.ts";
import { showStatus } from "./showStatus.ts";
import { showUses } from "./showUses.ts";

export interface CommandContext {
  readonly extensionId: string;
  readonly extensionUri: Uri;
  readonly server: LanguageServer;
  readonly scans: RunningScans;
  readonly notes: Notes;
  readonly panel: ClassificationPanel;
  readonly pause: Pause;
  readonly store: ClassificationStore;
  readonly tree: ClassificationTree;
  readonly viewState: ViewState;
}

export function registerCommands(context: CommandContext): Disposable[] {
  const { extensionId, extensionUri, server, scans, notes, panel, pause, store, tree, viewState } = context;
  const { agree, setCategory, ignore } = decisions({ server, notes, tree });
  const filter = (): Promise<void> => filterFields(store, viewState);

  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    [CLIENT_COMMANDS.applyFix]: (request: FixRequest) => applyFix(server, notes, request),
    [CLIENT_COMMANDS.showEntity]: (reference: EntityReference) => {
      panel.show(reference);
    },
    "fieldguard.openPanel": () => {
      panel.show(null);
    },
    "fieldguard.exportReport": () => exportReport(server, null),
    [CLIENT_COMMANDS.explainField]: (place?: FieldPlace) => explainField(server, place),
    [CLIENT_COMMANDS.showUses]: (target: DeclaredField | FieldReference | RowContext) => {
      if (!("key" in target)) return showUses(server, target);
      const row = panel.rowWith(target.key);
      return row && showUses(server, row, panel.columnBeside());
    },
    "fieldguard.scanWorkspace": () => scanWorkspace(server, store, pause),
    "fieldguard.stopScan": () => scans.stop(server),
    "fieldguard.createPolicy": createPolicy,
    "fieldguard.pause": () => pause.pause(),
    "fieldguard.resume": () => pause.resume(),
    "fieldguard.showStatus": () => showStatus(server, notes),
    "fieldguard.reportIssue": () => reportIssue(extensionId, server),
    "fieldguard.showOutput": () => {
      server.log.show();
    },
    "fieldguard.restartServer": () => restartServer(server, pause),
    // A menu also gives all that is selected.
    "fieldguard.goToField": (node: DeclaredField) => goToField(node),
    "fieldguard.protectFields": (node: EntityNode | GroupNode) => protectFields(server, notes, node),
    "fieldguard.protectField": (node: DeclaredField) => protectField(node),
    "fieldguard.agree": agree,
    "fieldguard.setCategory": setCategory,
    "fieldguard.ignoreField": ignore,
    "fieldguard.copyPath": copyPath,
    "fieldguard.fixLeak": fixLeak,
    "fieldguard.leaveLeakAlone": (node: LeakNode) => leaveLeakAlone(server, notes, node),
    "fieldguard.explainRule": (node: LeakTreeNode) => explainRule(extensionUri, node),
    "fieldguard.groupByLevel": () => {
      viewState.groupBy("level");
    },
    "fieldguard.groupByCategory": () => {
      viewState.groupBy("category");
    },
    "fieldguard.groupByEntity": () => {
      viewState.groupBy("entity");
    },
    "fieldguard.groupByFolder": () => {
      viewState.groupBy("folder");
    },
    "fieldguard.searchFields": () => searchFields(tree, viewState),
    "fieldguard.clearSearch": () => {
      viewState.filterBy({ text: "" });
    },
    "fieldguard.filterFields": filter,
    // The same with an icon that says that there is a filter.
    "fieldguard.changeFilter": filter,
    "fieldguard.showAllFields": () => {
      viewState.filterBy(NO_FILTER);
    },
  };
  return Object.entries(table).map(([id, run]) => commands.registerCommand(id, run));
}
