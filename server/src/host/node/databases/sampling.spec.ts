import { expect, it } from "vitest";
import { tableOf } from "../../../../../test/support/databaseSchemas.ts";
import { COLUMNS_AT_ONCE, numberKey, sampleColumns, startsBetween } from "./sampling.ts";

it("begins all over the keys of a large table, and once in a small one", () => {
  expect(startsBetween(5n, 204n, 200)).toEqual([5n]);
  const starts = startsBetween(-10n, 9_223_372_036_854_775_807n, 200);
  expect(starts).toHaveLength(20);
  expect([starts[0], starts[19]! > 8_000_000_000_000_000_000n]).toEqual([-10n, true]);
});

it("takes a key only where it is one whole number", () => {
  const key = { isPrimaryKey: true };
  expect(numberKey(tableOf("t", { id: { type: "bigint(20)", ...key } }))?.name).toBe("id");
  expect(numberKey(tableOf("t", { id: { type: "varchar(9)", ...key } }))).toBeNull();
  expect(numberKey(tableOf("t", { a: { type: "int", ...key }, b: { type: "int", ...key } }))).toBeNull();
});

it("asks for some columns at once, and leaves out nulls", async () => {
  const names = Array.from({ length: COLUMNS_AT_ONCE + 1 }, (_, index) => `c${index}`);
  const { columns } = tableOf("t", Object.fromEntries(names.map((name) => [name, "text"])));
  const asked: number[] = [];
  const values = await sampleColumns(columns, (some) => {
    asked.push(some.length);
    return [some.map(({ name }) => name), some.map(() => null), some.map(() => new Uint8Array([103, 65]))];
  });
  expect(asked).toEqual([COLUMNS_AT_ONCE, 1]);
  expect(values[COLUMNS_AT_ONCE]).toEqual([`c${COLUMNS_AT_ONCE}`, "gA"]);
});
