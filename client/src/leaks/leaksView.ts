import {
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";
import { leakTreeItem } from "./leakItem.ts";
import { isPressing, leakChildren, type LeakTreeNode, type RuleNode, ruleNodes } from "./leakNodes.ts";

const VIEW = "fieldguard.leaks";

/** For the welcome texts in package.json. */
const STATE_KEY = "fieldguard.leaksState";

/** The view *Leaks & settings*: what is found about where values go, and about settings, by rule. */
export class LeaksView implements TreeDataProvider<LeakTreeNode>, Disposable {
  readonly #store: ClassificationStore;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<LeakTreeNode>;
  readonly #subscription: Disposable;
  #roots: readonly RuleNode[] = [];
  /** What the roots were made of, to be compared. */
  #content = "[]";
  #state = "";

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: ClassificationStore) {
    this.#store = store;
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscription = store.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  get badge(): number {
    return this.#view.badge?.value ?? 0;
  }

  /** `counting` until it is known where values go. */
  get state(): string {
    return this.#state;
  }

  /** What a command without an argument is about. */
  get selected(): LeakTreeNode | undefined {
    return this.#view.selection[0];
  }

  getTreeItem(node: LeakTreeNode): TreeItem {
    return leakTreeItem(node);
  }

  getChildren(node?: LeakTreeNode): LeakTreeNode[] {
    return node ? [...leakChildren(node)] : [...this.#roots];
  }

  getParent(node: LeakTreeNode): LeakTreeNode | undefined {
    return node.kind === "rule" ? undefined : node.parent;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  /** VS Code keeps what is open and selected, by the ids. It is told only of what is new. */
  #update(): void {
    const { leaks, areLeaksKnown, state } = this.#store;
    const content = JSON.stringify(leaks);
    if (content !== this.#content) {
      this.#content = content;
      this.#roots = ruleNodes(leaks);
      this.#changed.fire(undefined);
    }
    const pressing = leaks.filter(isPressing).length;
    if (this.badge !== pressing) {
      const tooltip =
        pressing === 1 ? l10n.t("1 leak or unsafe setting") : l10n.t("{0} leaks or unsafe settings", pressing);
      this.#view.badge = pressing === 0 ? undefined : { value: pressing, tooltip };
    }
    const isCounting = state === "indexing" || (state === "ready" && !areLeaksKnown);
    const description = isCounting && leaks.length > 0 ? l10n.t("still counting…") : "";
    if ((this.#view.description ?? "") !== description) this.#view.description = description;
    this.#setState(isCounting ? "counting" : state);
  }

  #setState(state: string): void {
    if (this.#state === state) return;
    this.#state = state;
    void commands.executeCommand("setContext", STATE_KEY, state);
  }
}
