import type { FigureKey } from "./figures.ts";
import { FIGURES } from "./figures.ts";
import { COLUMNS, type ColumnKey, type Sort } from "./sort.ts";

/** What the panel is narrowed to in the picture. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "app"; readonly app: string }
  | { readonly kind: "entity"; readonly app: string; readonly entityId: string };

/** How a person has set up the panel: kept while the page is hidden and over a restart of the editor. */
export interface ViewState {
  readonly figures: readonly FigureKey[];
  readonly search: string;
  readonly scope: Scope;
  readonly sort: Sort;
  /** Pixels from the top of the table. */
  readonly scroll: number;
}

export const INITIAL_STATE: ViewState = {
  figures: [],
  search: "",
  scope: { kind: "all" },
  sort: { column: "level", descending: true },
  scroll: 0,
};

/** What was stored, as far as it still makes sense: another version may have written it. */
export function restoredState(stored: unknown): ViewState {
  if (!isRecord(stored)) return INITIAL_STATE;
  const { figures, search, scope, sort, scroll } = stored;
  return {
    figures: Array.isArray(figures) ? FIGURES.filter((key) => figures.includes(key)) : [],
    search: typeof search === "string" ? search : "",
    scope: restoredScope(scope),
    sort: restoredSort(sort),
    scroll: typeof scroll === "number" && scroll > 0 ? scroll : 0,
  };
}

function restoredScope(stored: unknown): Scope {
  if (!isRecord(stored) || typeof stored.app !== "string") return INITIAL_STATE.scope;
  const { kind, app, entityId } = stored;
  if (kind === "app") return { kind, app };
  return kind === "entity" && typeof entityId === "string" ? { kind, app, entityId } : INITIAL_STATE.scope;
}

function restoredSort(stored: unknown): Sort {
  if (!isRecord(stored)) return INITIAL_STATE.sort;
  const column = COLUMNS.find((key): key is ColumnKey => key === stored.column);
  return column ? { column, descending: stored.descending === true } : INITIAL_STATE.sort;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
