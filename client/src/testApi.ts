import { CancellationTokenSource, MarkdownString, type TextEditor, type TreeItem, Uri } from "vscode";
import type { ClassificationStore, StoreState } from "./classificationStore.ts";
import type { Highlights } from "./decorations/highlights.ts";
import type { LanguageServer } from "./languageServer.ts";
import type { LeaksView } from "./leaks/leaksView.ts";
import type { LeakTreeNode } from "./leaks/leakNodes.ts";
import type { ClassificationTree } from "./tree/classificationTree.ts";
import type { TreeFilter } from "./tree/filter.ts";
import type { TreeNode } from "./tree/nodes.ts";
import type { ViewState } from "./tree/viewState.ts";

/** For the editor's test suite: what a person would see, as data. Not an API for other extensions. */
export interface TestApi {
  readonly server: LanguageServer;
  state(): StoreState;
  badge(): number;
  filter(): TreeFilter;
  /** The line above the tree; empty when there is none. */
  message(): string;
  /** Id of the selected node. */
  selected(): string | undefined;
  treeItems(): readonly TreeSnapshot[];
  /** Of the view *Leaks & settings*. */
  leakItems(): readonly LeakSnapshot[];
  leaksBadge(): number;
  leaksState(): string;
  /** Id of the selected node there. */
  selectedLeak(): string | undefined;
  tooltip(node: TreeNode): Promise<string>;
  /** The marks that an editor was last given: `name: level sign`. */
  highlights(editor: TextEditor): readonly string[];
}

export type TreeSnapshot = Snapshot<TreeNode>;
export type LeakSnapshot = Snapshot<LeakTreeNode>;

export interface Snapshot<Node> {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly contextValue: string;
  /** The address that a click leads to; empty for none. */
  readonly opens: string;
  readonly node: Node;
  readonly children: readonly Snapshot<Node>[];
}

export interface TestedParts {
  readonly server: LanguageServer;
  readonly store: ClassificationStore;
  readonly tree: ClassificationTree;
  readonly leaks: LeaksView;
  readonly viewState: ViewState;
  readonly highlights: Highlights;
}

export function testApi({ server, store, tree, leaks, viewState, highlights }: TestedParts): TestApi {
  return {
    server,
    state: () => store.state,
    badge: () => tree.badge,
    filter: () => viewState.options.filter,
    message: () => tree.message,
    selected: () => tree.selected?.id,
    tooltip: async (node) => {
      const { token } = new CancellationTokenSource();
      return textOf((await tree.resolveTreeItem(tree.getTreeItem(node), node, token)).tooltip);
    },
    treeItems: () => snapshots(tree),
    leakItems: () => snapshots(leaks),
    leaksBadge: () => leaks.badge,
    leaksState: () => leaks.state,
    selectedLeak: () => leaks.selected?.id,
    highlights: (editor) => highlights.shownIn(editor),
  };
}

interface ShownTree<Node> {
  getTreeItem(node: Node): TreeItem;
  getChildren(node?: Node): readonly Node[];
}

function snapshots<Node>(tree: ShownTree<Node>, parent?: Node): readonly Snapshot<Node>[] {
  return tree.getChildren(parent).map((node) => {
    const item = tree.getTreeItem(node);
    return {
      label: labelOf(item),
      description: typeof item.description === "string" ? item.description : "",
      spoken: item.accessibilityInformation?.label ?? "",
      contextValue: item.contextValue ?? "",
      opens: targetOf(item),
      node,
      children: snapshots(tree, node),
    };
  });
}

function targetOf({ command }: TreeItem): string {
  const [target] = (command?.arguments ?? []) as readonly unknown[];
  return target instanceof Uri ? target.toString() : "";
}

function labelOf({ label }: TreeItem): string {
  return typeof label === "string" ? label : (label?.label ?? "");
}

function textOf(tooltip: TreeItem["tooltip"]): string {
  return tooltip instanceof MarkdownString ? tooltip.value : (tooltip ?? "");
}
