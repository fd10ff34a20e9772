import {
  commands,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from "vscode";
import type { EntityReference } from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import { lackTheirTreatment } from "../words.ts";
import { groupNodes, type GroupNode, indexNodes, type TreeNode } from "./nodes.ts";
import { treeItem } from "./treeItem.ts";

const VIEW = "fieldguard.classification";

/** The view *Classification*: its nodes, its badge, and what it says while it is empty. */
export class ClassificationTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #store: ClassificationStore;
  readonly #changed = new EventEmitter<void>();
  readonly #view: TreeView<TreeNode>;
  readonly #subscription: Disposable;
  #groups: readonly GroupNode[] = [];
  #nodes: ReadonlyMap<string, TreeNode> = new Map();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: ClassificationStore) {
    this.#store = store;
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscription = store.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  get groups(): readonly GroupNode[] {
    return this.#groups;
  }

  get badge(): number {
    return this.#view.badge?.value ?? 0;
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node);
  }

  getChildren(node?: TreeNode): readonly TreeNode[] & TreeNode[] {
    return [...childrenOf(node, this.#groups)];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === "group" ? undefined : this.#nodes.get(node.parentId);
  }

  /** Brings the entity's most sensitive part into view. */
  async show({ uri, entity }: EntityReference): Promise<void> {
    const node = this.#groups
      .flatMap((group) => group.entities)
      .find((candidate) => candidate.entity.uri === uri && candidate.entity.name === entity);
    if (node) await this.#view.reveal(node, { select: true, focus: true, expand: true });
    else await commands.executeCommand(`${VIEW}.focus`);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #update(): void {
    this.#groups = groupNodes(this.#store.entities);
    this.#nodes = indexNodes(this.#groups);
    const lacking = this.#store.entities.flatMap(({ fields }) => fields).filter((field) => field.lacksTreatment).length;
    this.#view.badge = lacking === 0 ? undefined : { value: lacking, tooltip: lackTheirTreatment(lacking) };
    void commands.executeCommand("setContext", "fieldguard.state", this.#store.state);
    this.#changed.fire();
  }
}

function childrenOf(node: TreeNode | undefined, groups: readonly GroupNode[]): readonly TreeNode[] {
  if (!node) return groups;
  if (node.kind === "group") return node.entities;
  return node.kind === "entity" ? node.fields : [];
}
