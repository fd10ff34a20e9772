import { commands, type Disposable, EventEmitter, type Memento } from "vscode";
import { FIELD_KINDS, NO_FILTER, type TreeFilter } from "./filter.ts";
import type { Grouping, TreeOptions } from "./nodes.ts";

const GROUPINGS: readonly Grouping[] = ["level", "category", "entity", "folder"];

const MEMENTO_KEY = "fieldguard.classification";

/** How a person has set up the view. Grouping and filter are remembered for the workspace, a search is not. */
export class ViewState implements Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  #options: TreeOptions;
  /** What the menus know. */
  readonly #context = new Map<string, unknown>();

  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#options = remembered(memento.get<Partial<TreeOptions>>(MEMENTO_KEY));
    this.#setContext();
  }

  get options(): TreeOptions {
    return this.#options;
  }

  groupBy(grouping: Grouping): void {
    this.#set({ ...this.#options, grouping });
  }

  filterBy(filter: Partial<TreeFilter>): void {
    this.#set({ ...this.#options, filter: { ...this.#options.filter, ...filter } });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(options: TreeOptions): void {
    const isSearch = isSameButForText(this.#options, options);
    this.#options = options;
    // Of a search nothing is kept.
    if (!isSearch) void this.#memento.update(MEMENTO_KEY, { ...options, filter: { ...options.filter, text: "" } });
    this.#setContext();
    this.#changed.fire();
  }

  /** For the menus in package.json. */
  #setContext(): void {
    const { grouping, filter } = this.#options;
    const keys = {
      "fieldguard.grouping": grouping,
      "fieldguard.isFiltered": filter.kinds !== null || filter.lackingOnly,
      "fieldguard.isSearching": filter.text !== "",
    };
    for (const [key, value] of Object.entries(keys)) {
      if (this.#context.get(key) === value) continue;
      this.#context.set(key, value);
      void commands.executeCommand("setContext", key, value);
    }
  }
}

function isSameButForText(a: TreeOptions, b: TreeOptions): boolean {
  const { kinds, lackingOnly } = a.filter;
  return a.grouping === b.grouping && kinds === b.filter.kinds && lackingOnly === b.filter.lackingOnly;
}

/** An older or a newer version may have written something else. */
function remembered(value: Partial<TreeOptions> | undefined): TreeOptions {
  const kinds = value?.filter?.kinds;
  return {
    grouping: GROUPINGS.find((grouping) => grouping === value?.grouping) ?? "level",
    filter: {
      ...NO_FILTER,
      kinds: Array.isArray(kinds) ? FIELD_KINDS.filter((kind) => kinds.includes(kind)) : null,
      lackingOnly: value?.filter?.lackingOnly === true,
    },
  };
}
