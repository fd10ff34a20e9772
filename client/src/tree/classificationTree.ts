import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  TextEditorSelectionChangeKind,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";
import type { LanguageServer } from "../languageServer.ts";
import { lackTheirTreatment } from "../words.ts";
import { fieldTooltip } from "./fieldTooltip.ts";
import {
  childrenOf,
  type FieldNode,
  fieldsBelow,
  membersOf,
  parentOf,
  type RootNode,
  rootNodes,
  sizeOf,
  type TreeNode,
} from "./nodes.ts";
import { renew } from "./renew.ts";
import { treeItem } from "./treeItem.ts";
import type { ViewState } from "./viewState.ts";
import { type FieldCounts, groupingName, viewMessage } from "./viewTexts.ts";

const VIEW = "fieldguard.classification";

/** A decision that has not arrived by then has changed something else. */
const DECISION_LIMIT = 5000;

/** The view *Classification*: its nodes, its badge, and what it says beside them or in their place. */
export class ClassificationTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #server: LanguageServer;
  readonly #store: ClassificationStore;
  readonly #viewState: ViewState;
  readonly #changed = new EventEmitter<TreeNode[] | undefined>();
  readonly #selected = new EventEmitter<void>();
  readonly #view: TreeView<TreeNode>;
  readonly #subscriptions: readonly Disposable[];
  /** For the welcome texts in package.json. */
  readonly #context = new Map<string, string>();
  #roots: RootNode[] = [];

  readonly onDidChangeTreeData = this.#changed.event;
  /** A node is chosen: not when the one that was is gone. */
  readonly onDidSelect = this.#selected.event;

  constructor(server: LanguageServer, store: ClassificationStore, viewState: ViewState) {
    this.#server = server;
    this.#store = store;
    this.#viewState = viewState;
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view.onDidChangeSelection(({ selection }) => {
        if (selection.length > 0) this.#selected.fire();
      }),
      store.onDidChange(() => {
        const fresh = this.#freshRoots();
        const changed = renew(this.#roots, fresh);
        if (changed === null) this.#replaceRoots(fresh);
        else if (changed.length > 0) this.#changed.fire([...changed]);
        this.#describe();
      }),
      viewState.onDidChange(() => {
        this.#replaceRoots(this.#freshRoots());
        this.#describe();
      }),
    ];
    this.#replaceRoots(this.#freshRoots());
    this.#describe();
  }

  get badge(): number {
    return this.#view.badge?.value ?? 0;
  }

  /** The line above the tree; empty when there is none. */
  get message(): string {
    return this.#view.message ?? "";
  }

  /** What a command without an argument is about. */
  get selected(): TreeNode | undefined {
    return this.#view.selection[0];
  }

  /** Of the fields shown, those that a person has to decide about, from top to bottom. */
  get undecided(): readonly FieldNode[] {
    const [first] = this.#roots;
    return first?.kind === "group" && first.group.by === "review" ? fieldsBelow(first) : [];
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node, this.#viewState.options.filter.text);
  }

  async resolveTreeItem(item: TreeItem, node: TreeNode, token: CancellationToken): Promise<TreeItem> {
    if (node.kind === "field" && !node.entity.package) item.tooltip = await fieldTooltip(this.#server, node, token);
    return item;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return node ? [...childrenOf(node)] : this.#roots;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return parentOf(node);
  }

  /** Waits until a decision has arrived, then goes to the field that stands now where the decided one stood. */
  async goOn({ decided, index }: { readonly decided: FieldNode; readonly index: number }): Promise<void> {
    // Whoever has gone on typing elsewhere by then is left there.
    let isElsewhere = false;
    const listener = window.onDidChangeTextEditorSelection(({ kind }) => {
      isElsewhere ||= kind === TextEditorSelectionChangeKind.Keyboard || kind === TextEditorSelectionChangeKind.Mouse;
    });
    await this.#until(() => !this.undecided.some(({ id }) => id === decided.id));
    listener.dispose();
    const { undecided } = this;
    const next = undecided[Math.min(index, undecided.length - 1)];
    if (next) await this.#view.reveal(next, { select: true, focus: !isElsewhere });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
    this.#selected.dispose();
  }

  #freshRoots(): RootNode[] {
    return rootNodes(this.#store.entities, this.#viewState.options, this.#store.thirdParty);
  }

  #replaceRoots(roots: RootNode[]): void {
    this.#roots = roots;
    this.#changed.fire(undefined);
  }

  /** Says only what is new: VS Code draws the title anew for each word, and closes a menu that is open in it. */
  #describe(): void {
    const { grouping, filter } = this.#viewState.options;
    const counts = this.#count();
    const { lacking } = counts;
    if (this.badge !== lacking) {
      this.#view.badge = lacking === 0 ? undefined : { value: lacking, tooltip: lackTheirTreatment(lacking) };
    }
    const description = groupingName(grouping);
    if (this.#view.description !== description) this.#view.description = description;
    const message = viewMessage(counts, filter) ?? "";
    if (this.message !== message) this.#view.message = message;
    const isWhole = counts.stoppedAfter === null;
    const areAllTreated = filter.lackingOnly && lacking === 0 && counts.all > 0 && isWhole;
    const nothing = isWhole ? "nothing" : "nothingYet";
    const emptiness = counts.all === 0 ? nothing : areAllTreated ? "allTreated" : "noMatch";
    this.#setContext("fieldguard.state", this.#store.state);
    this.#setContext("fieldguard.emptiness", emptiness);
    this.#setContext("fieldguard.toDecide", this.undecided.length > 0 ? "some" : "none");
  }

  #setContext(key: string, value: string): void {
    if (this.#context.get(key) === value) return;
    this.#context.set(key, value);
    void commands.executeCommand("setContext", key, value);
  }

  #count(): FieldCounts {
    // Of the workspace's own: there is nothing to do about what packages bring.
    const fields = this.#store.entities.flatMap((entity) => entity.fields);
    const own = this.#roots.filter((root) => root.kind !== "group" || root.group.by !== "third-party");
    return {
      all: fields.length,
      shown: own.reduce((sum, root) => sum + sizeOf(membersOf(root)), 0),
      lacking: fields.filter(({ lacksTreatment }) => lacksTreatment).length,
      undecided: fields.filter(({ verdict }) => verdict === "review").length,
      stoppedAfter: this.#store.stoppedAfter,
    };
  }

  async #until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        subscription.dispose();
        resolve();
      };
      const timer = setTimeout(end, DECISION_LIMIT);
      const subscription = this.onDidChangeTreeData(() => {
        if (condition()) end();
      });
    });
  }
}
