import { describe, expect, it } from "vitest";
import { exampleField } from "../exampleFields.ts";
import { inOrder, layoutOf, type Tile } from "./layout.ts";
import { pictureOf } from "./picture.ts";
import { tileAfterKey } from "./treemapKeys.ts";

const SIZE = { width: 600, height: 300 };

/** `sizes`: fields of each app, in entities of five. */
function tilesOf(...sizes: readonly number[]): readonly Tile[] {
  const fields = sizes.flatMap((size, app) =>
    Array.from({ length: size }, (_, index) => exampleField(`app${app}/E${Math.floor(index / 5)}.f${index}`)),
  );
  return layoutOf(pictureOf(fields, { kind: "all" }).apps, SIZE);
}

function leaves(tiles: readonly Tile[]): readonly Tile[] {
  return inOrder(tiles).filter(({ children }) => children.length === 0);
}

describe("layoutOf", () => {
  it.each([[[1]], [[12, 8, 3]], [[400, 3, 1]], [[700, 700]]])("keeps every tile inside of its parent: %j", (sizes) => {
    const within = ({ children, x, y, width, height }: Tile): void => {
      for (const child of children) {
        expect(child.x).toBeGreaterThanOrEqual(x);
        expect(child.y).toBeGreaterThanOrEqual(y);
        expect(child.x + child.width).toBeLessThanOrEqual(x + width + 1e-6);
        expect(child.y + child.height).toBeLessThanOrEqual(y + height + 1e-6);
        within(child);
      }
    };
    tilesOf(...sizes).forEach(within);
  });

  it.each([[[1]], [[12, 8, 3]], [[400, 3, 1]], [[700, 700]]])(
    "gives every field a tile that can be seen: %j",
    (sizes) => {
      const tiles = leaves(tilesOf(...sizes));
      expect(tiles).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
      for (const { width, height } of tiles) expect(Math.min(width, height)).toBeGreaterThan(1);
    },
  );

  it("gives an app with twice the fields about twice the area", () => {
    const [large, small] = tilesOf(40, 20).map(({ width, height }) => width * height);
    expect(large! / small!).toBeGreaterThan(1.9);
    expect(large! / small!).toBeLessThan(2.1);
  });

  it("is empty without room or without fields", () => {
    expect(layoutOf([], SIZE)).toEqual([]);
    expect(layoutOf(pictureOf([exampleField("a/B.c")], { kind: "all" }).apps, { width: 0, height: 0 })).toEqual([]);
  });
});

describe("tileAfterKey", () => {
  const tiles = tilesOf(6, 2);
  const ids = inOrder(tiles).map(({ node }) => node.id);

  it("reaches every tile by going down, and by going up", () => {
    const down = [ids[0]!];
    for (let id = tileAfterKey(tiles, ids[0]!, "ArrowDown"); id !== null; id = tileAfterKey(tiles, id, "ArrowDown")) {
      down.push(id);
    }
    expect(down).toEqual(ids);
    const up = [ids.at(-1)!];
    for (let id = tileAfterKey(tiles, up[0]!, "ArrowUp"); id !== null; id = tileAfterKey(tiles, id, "ArrowUp"))
      up.push(id);
    expect(up).toEqual(ids.toReversed());
  });

  it("goes into a tile and out of it, and to both ends", () => {
    const [app, entity] = ids as [string, string];
    expect(tileAfterKey(tiles, app, "ArrowRight")).toBe(entity);
    expect(tileAfterKey(tiles, entity, "ArrowLeft")).toBe(app);
    expect(tileAfterKey(tiles, app, "ArrowLeft")).toBeNull();
    expect(tileAfterKey(tiles, entity, "Home")).toBe(app);
    expect(tileAfterKey(tiles, app, "End")).toBe(ids.at(-1));
    expect(tileAfterKey(tiles, app, "x")).toBeNull();
  });
});
