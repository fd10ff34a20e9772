import * as l10n from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { html, nothing, render, type TemplateResult } from "lit";
import type { ClassificationMessage, InstalledField, MessageToPage, PanelField } from "../src/panel/messages.ts";
import { type AppCoverage, coverageByApp } from "./coverage.ts";
import { coverageView } from "./coverageView.ts";
import type { Editor } from "./editor.ts";
import { FIGURES, type FigureKey, figuresOf, toggled } from "./figures.ts";
import { filterOf, isNarrowed } from "./filter.ts";
import { installedView } from "./installedView.ts";
import { sortedBy, sortedFields } from "./sort.ts";
import { FieldTable } from "./table/fieldTable.ts";
import { layoutOf, type Size, type Tile } from "./treemap/layout.ts";
import { type Depth, pictureOf, type PictureNode } from "./treemap/picture.ts";
import { tileAfterKey } from "./treemap/treemapKeys.ts";
import { tileDetails, treemapView } from "./treemap/treemapView.ts";
import { INITIAL_STATE, restoredState, type Scope, type ViewState } from "./viewState.ts";
import { appName, fieldCount, figureName, levelNames } from "./words.ts";

/** A table that is scrolled stores where it is when it has been still for as many milliseconds. */
const STORE_DELAY = 150;

type EditorState = ClassificationMessage["state"];

/** The whole page: what is known, how it is narrowed, and its three pictures of it. */
export class Page {
  readonly #root: HTMLElement;
  readonly #editor: Editor;
  readonly #files = new Map<string, readonly PanelField[]>();
  #fields: readonly PanelField[] = [];
  #coverage: readonly AppCoverage[] = [];
  #shown: readonly PanelField[] = [];
  #installed: readonly InstalledField[] = [];
  #editorState: EditorState | null = null;
  #state: ViewState;
  #tiles: readonly Tile[] = [];
  #depth: Depth = "field";
  #activeTile: string | null = null;
  #pointed: HTMLElement | null = null;
  #pictureSize: Size = { width: 0, height: 0 };
  #table: FieldTable | null = null;
  #pictureObserver: ResizeObserver | null = null;
  /** Id of an entity that the editor wants to show, whose fields have not arrived yet. */
  #wanted: string | null = null;
  #storeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, editor: Editor) {
    this.#root = root;
    this.#editor = editor;
    this.#state = restoredState(editor.getState());
    this.#render();
  }

  receive(message: MessageToPage): void {
    if (message.type === "show") {
      this.#wanted = message.entityId;
      this.#showWanted();
      return;
    }
    if (message.type === "installed") {
      this.#installed = message.fields;
      this.#render();
      return;
    }
    this.#editorState = message.state;
    for (const { uri, fields } of message.files) {
      if (fields.length > 0) this.#files.set(uri, fields);
      else this.#files.delete(uri);
    }
    this.#fields = [...this.#files.values()].flat();
    this.#coverage = coverageByApp(this.#fields);
    this.#showFields();
    this.#showWanted();
  }

  #showWanted(): void {
    const field = this.#fields.find(({ entityId }) => entityId === this.#wanted);
    if (field) this.#narrow({ ...INITIAL_STATE, scope: entityScope(field), sort: this.#state.sort });
  }

  /** Changes what is shown, which then starts at the top. */
  #narrow(state: ViewState): void {
    this.#wanted = null;
    this.#state = { ...state, scroll: 0 };
    this.#showFields();
    this.#table?.scrollToTop();
    this.#store();
  }

  /** At once: the page is gone as soon as another tab hides it. */
  #store(): void {
    clearTimeout(this.#storeTimer);
    this.#editor.setState(this.#state);
  }

  #storeSoon(): void {
    clearTimeout(this.#storeTimer);
    this.#storeTimer = setTimeout(() => {
      this.#store();
    }, STORE_DELAY);
  }

  #showFields(): void {
    this.#shown = sortedFields(this.#fields.filter(filterOf(this.#state)), this.#state.sort);
    this.#layOut();
    this.#render();
    this.#table?.show(this.#shown, this.#state.sort);
    // What is chosen may have gone.
    this.#render();
  }

  #layOut(): void {
    const { apps, depth } = pictureOf(this.#fields, this.#state.scope);
    this.#depth = depth;
    this.#tiles = layoutOf(apps, this.#pictureSize);
    const known = this.#activeTile !== null && tileWith(this.#tiles, this.#activeTile) !== null;
    if (!known) this.#activeTile = this.#tiles[0]?.node.id ?? null;
  }

  #render(): void {
    render(this.#fields.length > 0 ? this.#content() : this.#empty(), this.#root);
    if (this.#fields.length === 0) this.#unmount();
    else if (!this.#table) this.#mount();
  }

  /** Once there is something to show. */
  #mount(): void {
    const root = this.#root.querySelector<HTMLElement>(".table")!;
    this.#table = new FieldTable({
      root,
      initialScroll: this.#state.scroll,
      onOpen: (key) => {
        this.#editor.postMessage({ type: "open", key });
      },
      onSort: (column) => {
        this.#narrow({ ...this.#state, sort: sortedBy(this.#state.sort, column) });
      },
      onSelect: () => {
        this.#render();
      },
      onScroll: (scroll) => {
        if (scroll === this.#state.scroll) return;
        this.#state = { ...this.#state, scroll };
        this.#storeSoon();
      },
    });
    const picture = this.#root.querySelector<HTMLElement>(".picture")!;
    this.#pictureObserver = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      this.#pictureSize = { width, height };
      this.#layOut();
      this.#render();
    });
    this.#pictureObserver.observe(picture);
  }

  #unmount(): void {
    this.#table?.dispose();
    this.#table = null;
    this.#pictureObserver?.disconnect();
    this.#pictureObserver = null;
  }

  #empty(): TemplateResult {
    const text = {
      ready: l10n.t("No sensitive fields here. Fieldguard reads the Django models of this workspace."),
      stopped: l10n.t("Fieldguard is paused, or its language server is not running."),
      indexing: l10n.t("Reading the models of this workspace…"),
    };
    return html`<h1 class="unseen">${l10n.t("Data Classification")}</h1>
      <p class="empty" role="status">${this.#editorState === null ? nothing : text[this.#editorState]}</p>
      ${this.#installedFields()}`;
  }

  #content(): TemplateResult {
    return html`<header>
        <h1>${l10n.t("Data Classification")}</h1>
        <p class="quiet">${this.#summary()}</p>
        <vscode-button
          secondary
          @click=${() => {
            this.#export(null);
          }}
          >${l10n.t("Export…")}</vscode-button
        >
      </header>
      ${this.#figures()}
      <section class="overview">
        <div class="pictureFrame">
          <h2>${this.#breadcrumb()}</h2>
          <div class="picture">
            ${treemapView({
              tiles: this.#tiles,
              activeId: this.#activeTile,
              isMatch: filterOf(this.#state),
              onActivate: (node) => {
                this.#activate(node);
              },
              onKey: (event) => {
                this.#tileKeyPressed(event);
              },
              onPoint: (element) => {
                this.#point(element);
              },
            })}
          </div>
          ${this.#legend()}
        </div>
        <div class="coverageFrame">
          <h2>${l10n.t("Coverage by app")}</h2>
          ${coverageView({
            apps: this.#coverage,
            pressedApp: this.#state.scope.kind === "all" ? null : this.#state.scope.app,
            onPress: (app) => {
              const isPressed = this.#state.scope.kind === "app" && this.#state.scope.app === app;
              this.#setScope(isPressed ? { kind: "all" } : { kind: "app", app });
            },
          })}
        </div>
      </section>
      <section class="fields" aria-label=${l10n.t("Fields")}>
        ${this.#toolbar()}
        <div
          class="table"
          role="grid"
          tabindex="0"
          aria-multiselectable="true"
          aria-label=${l10n.t("Fields: Enter opens the source, Space selects")}
        ></div>
        ${this.#shown.length === 0 ? html`<p class="none">${l10n.t("No field matches.")}</p>` : nothing}
      </section>
      ${this.#installedFields()} ${this.#tooltip()}`;
  }

  #installedFields(): TemplateResult | typeof nothing {
    return installedView({
      fields: this.#installed,
      onOpen: (key) => {
        this.#editor.postMessage({ type: "documentation", key });
      },
    });
  }

  #summary(): string {
    const entities = new Set(this.#fields.map(({ entityId }) => entityId)).size;
    const models = entities === 1 ? l10n.t("1 model") : l10n.t("{0} models", entities);
    const text = `${fieldCount(this.#fields.length)} · ${models}`;
    return this.#editorState === "indexing" ? `${text} · ${l10n.t("still reading…")}` : text;
  }

  #figures(): TemplateResult {
    const counts = figuresOf(this.#fields);
    return html`<div class="figures" role="group" aria-label=${l10n.t("Figures, each a filter")}>
      ${FIGURES.map((figure) => this.#figure(figure, counts[figure]))}
    </div>`;
  }

  #figure(figure: FigureKey, count: number): TemplateResult {
    return html`<button
      class="figure ${figure} ${count === 0 ? "zero" : ""}"
      aria-pressed=${this.#state.figures.includes(figure)}
      @click=${() => {
        this.#narrow({ ...this.#state, figures: toggled(this.#state.figures, figure) });
      }}
    >
      <span class="count">${count}</span> <span class="name">${figureName(figure, count)}</span>
    </button>`;
  }

  #breadcrumb(): TemplateResult {
    const { scope } = this.#state;
    if (scope.kind === "all") return html`${l10n.t("Fields by app")}`;
    const step = (name: string, target: Scope): TemplateResult =>
      html`<button
          class="step"
          @click=${() => {
            this.#widen(target);
          }}
        >
          ${name}
        </button>
        <span aria-hidden="true">›</span> `;
    const all = step(l10n.t("All apps"), { kind: "all" });
    if (scope.kind === "app") return html`${all}${appName(scope.app)}`;
    const entity = this.#fields.find(({ entityId }) => entityId === scope.entityId)?.entity ?? "";
    return html`${all}${step(appName(scope.app), { kind: "app", app: scope.app })}${entity}`;
  }

  #legend(): TemplateResult {
    const levels = levelNames();
    const shown = (["restricted", "confidential", "internal"] as const).map(
      (level) => html`<li><span class="swatch ${level}"></span>${levels[level]}</li>`,
    );
    const hint = {
      field: nothing,
      entity: html`<li class="hint">${l10n.t("Each tile is a model; choose an app to see its fields")}</li>`,
      app: html`<li class="hint">${l10n.t("Each tile is an app; choose one to see its models")}</li>`,
    };
    return html`<ul class="legend">
      ${shown}
      <li><span class="swatch review"></span>${l10n.t("To decide")}</li>
      <li><span class="swatch plain lacking"></span>${l10n.t("Lacks its treatment")}</li>
      ${hint[this.#depth]}
    </ul>`;
  }

  #toolbar(): TemplateResult {
    return html`<div class="toolbar">
      <vscode-textfield
        type="search"
        .label=${l10n.t("Search fields")}
        placeholder=${l10n.t("Search by name, category, level or file")}
        .value=${this.#state.search}
        @input=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value !== this.#state.search) this.#narrow({ ...this.#state, search: value });
        }}
      ></vscode-textfield>
      <p class="quiet" role="status">${this.#count()}</p>
      ${this.#actions()}
    </div>`;
  }

  #count(): string {
    const selected = this.#table?.selection.keys.size ?? 0;
    if (selected > 0) return l10n.t("{0} selected", selected);
    if (this.#shown.length === this.#fields.length) return fieldCount(this.#fields.length);
    return l10n.t("{0} of {1} fields", this.#shown.length, this.#fields.length);
  }

  #actions(): TemplateResult | typeof nothing {
    const keys = [...(this.#table?.selection.keys ?? [])];
    if (keys.length === 0) {
      const clear = (): void => {
        this.#narrow({ ...INITIAL_STATE, sort: this.#state.sort });
        this.#table?.focus();
      };
      return isNarrowed(this.#state) ? button(l10n.t("Clear Filters"), clear) : nothing;
    }
    const [key] = keys;
    const only = keys.length === 1 ? this.#shown.find((field) => field.key === key) : undefined;
    return html`${
      only?.lacksTreatment
        ? button(l10n.t("Protect…"), () => {
            this.#editor.postMessage({ type: "protect", key: only.key });
          })
        : nothing
    }
    ${button(l10n.t("Set Category…"), () => {
      this.#editor.postMessage({ type: "decide", decision: "set-category", keys });
    })}
    ${button(l10n.t("Not Sensitive…"), () => {
      this.#editor.postMessage({ type: "decide", decision: "ignore", keys });
    })}
    ${button(l10n.t("Export Selection…"), () => {
      this.#export(keys);
    })}
    ${button(l10n.t("Clear Selection"), () => {
      this.#table?.clearSelection();
      this.#table?.focus();
    })}`;
  }

  #tooltip(): TemplateResult | typeof nothing {
    const node = tileWith(this.#tiles, this.#pointed?.dataset.id ?? "")?.node;
    if (!node || !this.#pointed) return nothing;
    const tile = this.#pointed.getBoundingClientRect();
    const left = Math.min(tile.left + window.scrollX, window.innerWidth - 344);
    const top = tile.top + window.scrollY + Math.min(tile.height, 40) + 4;
    return html`<div class="tooltip" aria-hidden="true" .style=${`left:${Math.max(4, left)}px;top:${top}px`}>
      ${tileDetails(node)}
    </div>`;
  }

  #point(element: HTMLElement | null): void {
    if (element === this.#pointed) return;
    this.#pointed = element;
    // A tile that is removed loses the focus while the page is being rendered.
    queueMicrotask(() => {
      this.#render();
    });
  }

  #activate(node: PictureNode): void {
    this.#activeTile = node.id;
    switch (node.kind) {
      case "app":
        this.#setScope({ kind: "app", app: node.label });
        return;
      case "entity":
        this.#setScope({ kind: "entity", app: node.app, entityId: node.id });
        return;
      case "field":
        this.#editor.postMessage({ type: "open", key: node.field.key });
    }
  }

  #setScope(scope: Scope): void {
    this.#narrow({ ...this.#state, scope });
  }

  /** The way back goes with the step that was pressed: whoever uses the keyboard goes on in the picture. */
  #widen(scope: Scope): void {
    const isKeyboard = this.#root.querySelector(".step:focus-visible") !== null;
    this.#setScope(scope);
    if (isKeyboard) this.#moveTile(this.#activeTile);
  }

  #tileKeyPressed(event: KeyboardEvent): void {
    const tile = tileWith(this.#tiles, this.#activeTile ?? "");
    if (!tile) return;
    if (event.key === "Escape" && this.#pointed) this.#point(null);
    else if (event.key === "Enter" || event.key === " ") this.#activate(tile.node);
    else if (!this.#moveTile(tileAfterKey(this.#tiles, tile.node.id, event.key))) return;
    event.preventDefault();
  }

  #moveTile(id: string | null): boolean {
    if (id === null) return false;
    this.#activeTile = id;
    this.#render();
    this.#root.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
    return true;
  }

  #export(keys: readonly string[] | null): void {
    this.#editor.postMessage({ type: "export", keys });
  }
}

function button(label: string, onClick: () => void): TemplateResult {
  return html`<vscode-button secondary @click=${onClick}>${label}</vscode-button>`;
}

function entityScope({ app, entityId }: PanelField): Scope {
  return { kind: "entity", app, entityId };
}

function tileWith(tiles: readonly Tile[], id: string): Tile | null {
  for (const tile of tiles) {
    const found = tile.node.id === id ? tile : tileWith(tile.children, id);
    if (found) return found;
  }
  return null;
}
