import * as l10n from "@vscode/l10n";
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { PanelField, RowContext } from "../../src/panel/messages.ts";
import { COLUMNS, type ColumnKey, type Sort } from "../sort.ts";
import { columnName, levelWords, percent, protectionWords, stateWords, treatmentWords } from "../words.ts";
import { NOTHING_SELECTED, type Selection, withRange, withShownOnly, withToggled } from "./selection.ts";

export interface FieldTableOptions {
  readonly root: HTMLElement;
  /** Pixels; applied when there are rows. */
  readonly initialScroll: number;
  readonly onOpen: (key: string) => void;
  readonly onSort: (column: ColumnKey) => void;
  readonly onSelect: () => void;
  readonly onScroll: (offset: number) => void;
}

const ROW_HEIGHT = 24;
const PAGE = 12;

/** The table of fields. Only the rows in view are in the page, and the active one, which the keyboard moves. */
export class FieldTable {
  readonly #options: FieldTableOptions;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #unmount: () => void;
  #fields: readonly PanelField[] = [];
  #sort: Sort = { column: "level", descending: true };
  #selection: Selection = NOTHING_SELECTED;
  #active = 0;
  #scrollToRestore: number;

  constructor(options: FieldTableOptions) {
    this.#options = options;
    this.#scrollToRestore = options.initialScroll;
    const { root } = options;
    root.addEventListener("keydown", (event) => {
      if (event.target === root) this.#keyPressed(event);
    });
    for (const type of ["keydown", "pointerdown", "wheel"]) {
      // The person scrolls.
      root.addEventListener(type, () => (this.#scrollToRestore = 0), { passive: true });
    }
    this.#virtualizer = new Virtualizer({
      count: 0,
      getScrollElement: () => root,
      estimateSize: () => ROW_HEIGHT,
      // The header sticks to the top and covers this much.
      paddingStart: ROW_HEIGHT + 2,
      scrollPaddingStart: ROW_HEIGHT + 2,
      overscan: 8,
      getItemKey: (index) => this.#fields[index]?.key ?? index,
      rangeExtractor: (range) => {
        const indexes = defaultRangeExtractor(range);
        return this.#active >= range.count || indexes.includes(this.#active) ? indexes : [...indexes, this.#active];
      },
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => {
        this.#render();
        this.#noteScroll();
      },
    });
    this.#unmount = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  get selection(): Selection {
    return this.#selection;
  }

  show(fields: readonly PanelField[], sort: Sort): void {
    const active = this.#fields[this.#active]?.key;
    this.#fields = fields;
    this.#sort = sort;
    this.#active = Math.max(
      0,
      fields.findIndex(({ key }) => key === active),
    );
    this.#selection = withShownOnly(this.#selection, new Set(fields.map(({ key }) => key)));
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, count: fields.length });
    this.#virtualizer.measure();
    this.#render();
    if (fields.length > 0 && this.#scrollToRestore > 0) {
      const { root } = this.#options;
      root.scrollTop = this.#scrollToRestore;
      // While the models are read there are too few rows.
      if (root.scrollTop >= Math.floor(this.#scrollToRestore)) this.#scrollToRestore = 0;
    }
  }

  /** Once the rows are out of the page. */
  dispose(): void {
    this.#unmount();
  }

  focus(): void {
    this.#options.root.focus();
  }

  clearSelection(): void {
    this.#select(NOTHING_SELECTED);
  }

  scrollToTop(): void {
    this.#active = 0;
    this.#scrollToRestore = 0;
    this.#options.root.scrollTop = 0;
    this.#render();
  }

  #noteScroll(): void {
    if (this.#scrollToRestore === 0) this.#options.onScroll(this.#options.root.scrollTop);
  }

  #select(selection: Selection): void {
    this.#selection = selection;
    this.#render();
    this.#options.onSelect();
  }

  #keyPressed(event: KeyboardEvent): void {
    const last = this.#fields.length - 1;
    const field = this.#fields[this.#active];
    if (!field) return;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + PAGE,
      PageUp: this.#active - PAGE,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) this.#moveTo(Math.min(last, Math.max(0, target)), event.shiftKey);
    else if (event.key === "Enter") this.#options.onOpen(field.key);
    else if (event.key === " ") this.#select(withToggled(this.#selection, field.key));
    else if (event.key === "a" && (event.ctrlKey || event.metaKey)) this.#selectAll();
    else if (event.key === "Escape" && this.#selection.keys.size > 0) this.clearSelection();
    else return;
    event.preventDefault();
  }

  #moveTo(index: number, isRange: boolean): void {
    const from = this.#fields[this.#active];
    this.#active = index;
    const field = this.#fields[index];
    if (isRange && from && field) {
      const selection = this.#selection.anchor === null ? withToggled(this.#selection, from.key) : this.#selection;
      this.#select(withRange(selection, field.key, this.#order()));
    }
    this.#virtualizer.scrollToIndex(index, { align: "auto" });
    this.#render();
  }

  #selectAll(): void {
    const order = this.#order();
    this.#select({ keys: new Set(order), anchor: order[0] ?? null });
  }

  #order(): readonly string[] {
    return this.#fields.map(({ key }) => key);
  }

  #rowClicked(event: MouseEvent, index: number): void {
    const field = this.#fields[index];
    if (!field) return;
    this.#active = index;
    const isOnCheck = event.target instanceof Element && event.target.closest(".check") !== null;
    if (event.shiftKey) this.#select(withRange(this.#selection, field.key, this.#order()));
    else if (isOnCheck || event.ctrlKey || event.metaKey) this.#select(withToggled(this.#selection, field.key));
    else {
      this.#render();
      this.#options.onOpen(field.key);
    }
  }

  #render(): void {
    const { root } = this.#options;
    const items = this.#virtualizer.getVirtualItems();
    root.setAttribute("aria-rowcount", String(this.#fields.length + 1));
    const active = this.#fields[this.#active];
    if (active) {
      root.setAttribute("aria-activedescendant", rowId(this.#active));
      // The menu's key is pressed on the table, which has the focus.
      root.setAttribute("data-vscode-context", menuContext(active));
    } else {
      root.removeAttribute("aria-activedescendant");
      root.removeAttribute("data-vscode-context");
    }
    const rows = repeat(
      items,
      ({ key }) => key,
      ({ index, start }) => {
        const field = this.#fields[index];
        return field ? this.#row(field, index, start) : nothing;
      },
    );
    render(
      html`<div role="rowgroup" class="head" data-vscode-context=${HEAD_CONTEXT}>${this.#header()}</div>
        <div
          role=${this.#fields.length > 0 ? "rowgroup" : "none"}
          class="body"
          .style=${`height:${this.#virtualizer.getTotalSize()}px`}
        >
          ${rows}
        </div>`,
      root,
    );
  }

  #header(): TemplateResult {
    return html`<div role="row" class="row" aria-rowindex="1">
      <div role="columnheader" class="cell check"><span class="unseen">${l10n.t("Selected")}</span></div>
      ${COLUMNS.map((column) => this.#headerCell(column))}
    </div>`;
  }

  #headerCell(column: ColumnKey): TemplateResult {
    const isSorted = this.#sort.column === column;
    const direction = this.#sort.descending ? "descending" : "ascending";
    return html`<div role="columnheader" class="cell ${column}" aria-sort=${isSorted ? direction : "none"}>
      <button
        class="sort"
        @click=${() => {
          this.#options.onSort(column);
        }}
      >
        ${columnName(column)}<span class="direction" aria-hidden="true"
          >${isSorted ? (this.#sort.descending ? "▾" : "▴") : ""}</span
        >
      </button>
    </div>`;
  }

  #row(field: PanelField, index: number, start: number): TemplateResult {
    const isSelected = this.#selection.keys.has(field.key);
    const level = field.verdict === "review" ? "review" : (field.level ?? "review");
    return html`<div
      role="row"
      id=${rowId(index)}
      class="row ${index === this.#active ? "active" : ""}"
      aria-rowindex=${index + 2}
      aria-selected=${isSelected}
      data-vscode-context=${menuContext(field)}
      .style=${`transform:translateY(${start - ROW_HEIGHT - 2}px)`}
      @click=${(event: MouseEvent) => {
        this.#rowClicked(event, index);
      }}
    >
      <div role="gridcell" class="cell check" aria-label=${isSelected ? l10n.t("selected") : l10n.t("not selected")}>
        <span class="box" aria-hidden="true"></span>
      </div>
      <div role="gridcell" class="cell field" title=${`${field.entity}.${field.name}`}>
        <span
          class="sign ${level} ${field.lacksTreatment ? "lacking" : ""}"
          role="img"
          aria-label=${stateWords(field)}
        ></span>
        <span class="text">${field.entity}.<b>${field.name}</b></span>
      </div>
      <div role="gridcell" class="cell category" title=${field.categoryKey ?? ""}>${field.category}</div>
      <div role="gridcell" class="cell level">${levelWords(field)}</div>
      <div role="gridcell" class="cell treatment">${treatmentWords(field)}</div>
      <div role="gridcell" class="cell protection" title=${field.protectedBy ?? ""}>${protectionWords(field)}</div>
      <div role="gridcell" class="cell confidence">${percent(field.confidence)}</div>
      <div role="gridcell" class="cell file" title=${`${field.path}:${field.line}`}>${field.path}:${field.line}</div>
    </div>`;
  }
}

/** The head is about no field, though the table around it is. */
const HEAD_CONTEXT = JSON.stringify({ webviewSection: "head" });

function menuContext({ key }: PanelField): string {
  const context: RowContext = { webviewSection: "field", key, preventDefaultContextMenuItems: true };
  return JSON.stringify(context);
}

function rowId(index: number): string {
  return `row-${index}`;
}
