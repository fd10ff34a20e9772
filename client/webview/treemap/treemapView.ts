import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import type { PanelField } from "../../src/panel/messages.ts";
import { appName, lackingCount, levelWords, protectionWords, stateWords } from "../words.ts";
import { inOrder, type Tile } from "./layout.ts";
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

/** The picture: boxes over boxes, and for those who do not see it a tree that is open all the way down. */
export function treemapView(view: TreemapView): TemplateResult {
  const all = inOrder(view.tiles);
  const tileOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
  return html`<div
    class="treemap"
    role="tree"
    aria-label=${l10n.t("Fields by app and entity; hatched where the treatment lacks")}
    @click=${(event: Event) => {
      const id = tileOf(event.target)?.dataset.id;
      const tile = all.find(({ node }) => node.id === id);
      if (tile) view.onActivate(tile.node);
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
    ${repeat(
      all,
      ({ node }) => node.id,
      (tile) => tileView(tile, view),
    )}
  </div>`;
}

function tileView(tile: Tile, view: TreemapView): TemplateResult {
  const { node, x, y, width, height, heading, children } = tile;
  const fields = fieldsOf(node);
  const isLeaf = children.length === 0;
  const level = worstLevel(fields);
  const isFaded = isLeaf && !fields.some(view.isMatch);
  // What is faded could not be read.
  const hasName = isLeaf ? !isFaded && width > 34 && height > 15 : heading > 0;
  return html`<div
    class=${classMap({
      tile: true,
      [node.kind]: true,
      leaf: isLeaf,
      [isLeaf ? (level ?? "review") : "branch"]: true,
      lacking: isLeaf && fields.some((field) => field.lacksTreatment),
      faded: isFaded,
    })}
    role="treeitem"
    data-id=${node.id}
    aria-level=${LEVELS[node.kind]}
    aria-expanded=${isLeaf ? nothing : "true"}
    aria-selected="false"
    aria-label=${spokenName(node)}
    tabindex=${node.id === view.activeId ? 0 : -1}
    .style=${`left:${x}px;top:${y}px;width:${width}px;height:${height}px`}
  >
    ${hasName ? html`<span class="name" aria-hidden="true">${shownName(node)}</span>` : nothing}
  </div>`;
}

const LEVELS: Readonly<Record<PictureNode["kind"], number>> = { app: 1, entity: 2, field: 3 };

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
