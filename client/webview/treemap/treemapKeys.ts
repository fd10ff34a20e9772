import { inOrder, type Tile } from "./layout.ts";

/**
 * The tile that a key leads to, as in a tree that is open: up and down through all tiles, right into one, left to what
 * it is in. Null for other keys and at the ends.
 */
export function tileAfterKey(tiles: readonly Tile[], id: string, key: string): string | null {
  const all = inOrder(tiles);
  const index = all.findIndex(({ node }) => node.id === id);
  const current = all[index];
  if (!current) return null;
  switch (key) {
    case "ArrowDown":
      return all[index + 1]?.node.id ?? null;
    case "ArrowUp":
      return all[index - 1]?.node.id ?? null;
    case "ArrowRight":
      return current.children[0]?.node.id ?? null;
    case "ArrowLeft":
      return all.find(({ children }) => children.includes(current))?.node.id ?? null;
    case "Home":
      return all[0]?.node.id ?? null;
    case "End":
      return all.at(-1)?.node.id ?? null;
    default:
      return null;
  }
}
