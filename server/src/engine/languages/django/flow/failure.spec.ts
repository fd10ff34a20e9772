import { expect, it, vi } from "vitest";
import { Wanted } from "../uses/wanted.ts";
import { readPythonUses } from "../uses/readPythonUses.ts";

vi.mock("./readFlows.ts", () => ({
  readFlows: () => {
    throw new RangeError("Maximum call stack size exceeded");
  },
}));

it("loses the flows of a file alone when they cannot be read", () => {
  const wanted = new Wanted(["email"]);
  const { uses, flows, members, calls } = readPythonUses(
    "from .models import Patient\nPatient.objects.filter(email=1)\n",
    wanted,
  );
  expect(uses.map(({ path }) => path)).toEqual([["email"]]);
  expect([flows, members, calls]).toEqual([[], [], []]);
});
