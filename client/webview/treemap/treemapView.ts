import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import type { PanelField } from "../../src/panel/messages.ts";
import { appName, lackingCount, levelWords, protectionWords, stateWords } from "../words.ts";
import type { Tile } from "./layout.ts";
import { fieldsOf, type PictureNode, worstLevel } from "./picture.ts";

export interface TreemapView {
  readonly tiles: readonly Tile[];
  /** The tile that takes part in the tab order. */
  readonly activeId: string | null;
  readonly isMatch: (field: PanelField) => boolean;
  readonly onActivate: (node: PictureNode) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onPoint: (element: HTMLElement | null) => void;
}

/** The picture: boxes in boxes, and for those who do not see it a tree that is open all the way down. */
export function treemapView(view: TreemapView): TemplateResult {
  const nodes = new Map<string, PictureNode>();
  const note = (tiles: readonly Tile[]): void => {
    for (const tile of tiles) {
      nodes.set(tile.node.id, tile.node);
      note(tile.children);
    }
  };
  note(view.tiles);
  const tileOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
  return html`<div
    class="treemap"
    role="tree"
    aria-label=${l10n.t("Fields by app and entity; hatched where the treatment lacks")}
    @click=${(event: Event) => {
      const node = nodes.get(tileOf(event.target)?.dataset.id ?? "");
      if (node) view.onActivate(node);
    }}
    @keydown=${view.onKey}
    @pointerover=${(event: Event) => {
      view.onPoint(tileOf(event.target));
    }}
    @pointerleave=${() => {
      view.onPoint(null);
    }}
    @focusin=${(event: Event) => {
      view.onPoint(tileOf(event.target));
    }}
    @focusout=${() => {
      view.onPoint(null);
    }}
  >
    ${tilesView(view.tiles, view, 1)}
  </div>`;
}

function tilesView(tiles: readonly Tile[], view: TreemapView, depth: number): unknown {
  return repeat(
    tiles,
    ({ node }) => node.id,
    (tile) => tileView(tile, view, depth),
  );
}

function tileView(tile: Tile, view: TreemapView, depth: number): TemplateResult {
  const { node, x, y, width, height, heading, children } = tile;
  const fields = fieldsOf(node);
  const isLeaf = children.length === 0;
  const level = worstLevel(fields);
  const hasName = isLeaf ? width > 34 && height > 15 : heading > 0;
  return html`<div
    class=${classMap({
      tile: true,
      [node.kind]: true,
      leaf: isLeaf,
      [isLeaf ? (level ?? "review") : "branch"]: true,
      lacking: isLeaf && fields.some((field) => field.lacksTreatment),
      faded: isLeaf && !fields.some(view.isMatch),
    })}
    role="treeitem"
    data-id=${node.id}
    aria-level=${depth}
    aria-expanded=${isLeaf ? nothing : "true"}
    aria-selected="false"
    aria-label=${spokenName(node)}
    tabindex=${node.id === view.activeId ? 0 : -1}
    .style=${`left:${x}px;top:${y}px;width:${width}px;height:${height}px`}
  >
    ${hasName ? html`<span class="name" aria-hidden="true">${shownName(node)}</span>` : nothing}
    ${isLeaf ? nothing : html`<div role="group" class="inside">${tilesView(children, view, depth + 1)}</div>`}
  </div>`;
}

/** What is said when a tile is pointed at or has the focus. */
export function tileDetails(node: PictureNode): TemplateResult {
  if (node.kind !== "field") {
    return html`<strong>${shownName(node)}</strong><br />${lackingCount(node.fields)}`;
  }
  const { field } = node;
  return html`<strong>${field.entity}.${field.name}</strong><br />${field.category}<br />${levelWords(field)} ·
    ${protectionWords(field)} · ${stateWords(field)}`;
}

function shownName(node: PictureNode): string {
  return node.kind === "app" ? appName(node.label) : node.label;
}

function spokenName(node: PictureNode): string {
  if (node.kind !== "field") return `${shownName(node)}: ${lackingCount(node.fields)}`;
  const { field } = node;
  return [
    `${field.entity}.${field.name}`,
    field.category,
    levelWords(field),
    protectionWords(field),
    stateWords(field),
  ].join(", ");
}
