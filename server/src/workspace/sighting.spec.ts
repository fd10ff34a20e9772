import { expect, it } from "vitest";
import { Sighting } from "./sighting.ts";

it("counts a file once, however often it is come by", () => {
  const sighting = new Sighting();
  for (const path of ["shop/models.py", "shop/models.py", "readme.txt"]) sighting.note({ kind: "file", path });
  expect(sighting.size).toBe(1);
});
