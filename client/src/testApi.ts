import { MarkdownString, type TextEditor, type TreeItem } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClassificationStore, StoreState } from "./classificationStore.ts";
import type { Highlights } from "./decorations/highlights.ts";
import type { ClassificationTree } from "./tree/classificationTree.ts";
import type { TreeNode } from "./tree/nodes.ts";

/** For the editor's test suite: what a person would see, as data. Not an API for other extensions. */
export interface TestApi {
  readonly client: BaseLanguageClient;
  state(): StoreState;
  badge(): number;
  treeItems(): readonly TreeSnapshot[];
  /** The marks that an editor was last given: `name: level sign`. */
  highlights(editor: TextEditor): readonly string[];
}

export interface TreeSnapshot {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly contextValue: string;
  readonly node: TreeNode;
  readonly children: readonly TreeSnapshot[];
}

export interface TestedParts {
  readonly client: BaseLanguageClient;
  readonly store: ClassificationStore;
  readonly tree: ClassificationTree;
  readonly highlights: Highlights;
}

export function testApi({ client, store, tree, highlights }: TestedParts): TestApi {
  const snapshot = (node: TreeNode): TreeSnapshot => {
    const item = tree.getTreeItem(node);
    return {
      label: labelOf(item),
      description: typeof item.description === "string" ? item.description : "",
      tooltip: item.tooltip instanceof MarkdownString ? item.tooltip.value : (item.tooltip ?? ""),
      contextValue: item.contextValue ?? "",
      node,
      children: tree.getChildren(node).map(snapshot),
    };
  };
  return {
    client,
    state: () => store.state,
    badge: () => tree.badge,
    treeItems: () => tree.getChildren().map(snapshot),
    highlights: (editor) => highlights.shownIn(editor),
  };
}

function labelOf({ label }: TreeItem): string {
  return typeof label === "string" ? label : (label?.label ?? "");
}
