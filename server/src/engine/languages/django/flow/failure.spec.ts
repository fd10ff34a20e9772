import { expect, it, vi } from "vitest";
import { Wanted } from "../uses/wanted.ts";
import { readPythonUses } from "../uses/readPythonUses.ts";

const MISTAKE = new RangeError("Maximum call stack size exceeded");

vi.mock("./readFlows.ts", () => ({
  readFlows: () => {
    throw MISTAKE;
  },
}));

it("loses the flows of a file alone when they cannot be read, and says what was thrown", () => {
  const wanted = new Wanted(["email"]);
  const { uses, flows, members, calls, failure } = readPythonUses(
    "from .models import Patient\nPatient.objects.filter(email=1)\n",
    wanted,
  );
  expect(uses.map(({ path }) => path)).toEqual([["email"]]);
  expect([flows, members, calls]).toEqual([[], [], []]);
  expect(failure).toBe(MISTAKE);
});
