import { CancellationTokenSource, MarkdownString, type TextEditor, type TreeItem, Uri } from "vscode";
import type { ClassificationStore, StoreState } from "./classificationStore.ts";
import type { Highlights } from "./decorations/highlights.ts";
import type { LanguageServer } from "./languageServer.ts";
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
  tooltip(node: TreeNode): Promise<string>;
  /** The marks that an editor was last given: `name: level sign`. */
  highlights(editor: TextEditor): readonly string[];
}

export interface TreeSnapshot {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly contextValue: string;
  /** The address that a click leads to; empty for none. */
  readonly opens: string;
  readonly node: TreeNode;
  readonly children: readonly TreeSnapshot[];
}

export interface TestedParts {
  readonly server: LanguageServer;
  readonly store: ClassificationStore;
  readonly tree: ClassificationTree;
  readonly viewState: ViewState;
  readonly highlights: Highlights;
}

export function testApi({ server, store, tree, viewState, highlights }: TestedParts): TestApi {
  const snapshot = (node: TreeNode): TreeSnapshot => {
    const item = tree.getTreeItem(node);
    return {
      label: labelOf(item),
      description: typeof item.description === "string" ? item.description : "",
      spoken: item.accessibilityInformation?.label ?? "",
      contextValue: item.contextValue ?? "",
      opens: targetOf(item),
      node,
      children: tree.getChildren(node).map(snapshot),
    };
  };
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
    treeItems: () => tree.getChildren().map(snapshot),
    highlights: (editor) => highlights.shownIn(editor),
  };
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
