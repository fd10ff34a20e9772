import { hierarchy, type HierarchyRectangularNode, treemap } from "d3-hierarchy";
import type { AppNode, PictureNode } from "./picture.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A tile in pixels, from the upper left corner of the picture. */
export interface Tile extends Size {
  readonly node: PictureNode;
  readonly x: number;
  readonly y: number;
  /** Height of the line at the top that names it; 0 where there is no room for one. */
  readonly heading: number;
  readonly children: readonly Tile[];
}

const APP_HEADING = 18;
const ENTITY_HEADING = 15;
/** Below these sides a name could not be read. */
const APP_SIDE = 70;
const ENTITY_SIDE = 46;

interface Root {
  readonly kind: "root";
  readonly children: readonly AppNode[];
}

type Datum = Root | PictureNode;

/** Area is the number of fields. */
export function layoutOf(apps: readonly AppNode[], { width, height }: Size): readonly Tile[] {
  if (apps.length === 0 || width < 1 || height < 1) return [];
  const root = hierarchy<Datum>({ kind: "root", children: apps }, childrenOf).sum(weightOf);
  const side = (node: HierarchyRectangularNode<Datum>): number =>
    Math.sqrt(((node.value ?? 0) / (root.value ?? 1)) * width * height);
  const headingOf = (node: HierarchyRectangularNode<Datum>): number => {
    if (node.data.kind === "app" && side(node) >= APP_SIDE) return APP_HEADING;
    return node.data.kind === "entity" && node.children && side(node) >= ENTITY_SIDE ? ENTITY_HEADING : 0;
  };
  const edgeOf = (node: HierarchyRectangularNode<Datum>): number => (side(node) >= ENTITY_SIDE ? 2 : 0);
  const laidOut = treemap<Datum>()
    .size([width, height])
    .paddingInner((node) => (node.depth === 0 ? 4 : side(node) >= ENTITY_SIDE ? 2 : 0))
    .paddingTop((node) => (node.depth === 0 ? 0 : headingOf(node) || edgeOf(node)))
    .paddingRight((node) => (node.depth === 0 ? 0 : edgeOf(node)))
    .paddingBottom((node) => (node.depth === 0 ? 0 : edgeOf(node)))
    .paddingLeft((node) => (node.depth === 0 ? 0 : edgeOf(node)))(root);

  const tileOf = (node: HierarchyRectangularNode<Datum>): Tile => ({
    node: node.data as PictureNode,
    x: node.x0,
    y: node.y0,
    width: node.x1 - node.x0,
    height: node.y1 - node.y0,
    heading: headingOf(node),
    children: node.children?.map(tileOf) ?? [],
  });
  return laidOut.children?.map(tileOf) ?? [];
}

/** All tiles in the order in which the keyboard walks through them: a parent, then what is in it. */
export function inOrder(tiles: readonly Tile[]): readonly Tile[] {
  return tiles.flatMap((tile) => [tile, ...inOrder(tile.children)]);
}

function childrenOf(datum: Datum): readonly PictureNode[] | null {
  if (datum.kind === "field" || datum.children.length === 0) return null;
  return datum.children;
}

/** Sums go from the leaves up. */
function weightOf(datum: Datum): number {
  if (datum.kind === "field") return 1;
  return datum.kind === "root" || datum.children.length > 0 ? 0 : datum.fields.length;
}
