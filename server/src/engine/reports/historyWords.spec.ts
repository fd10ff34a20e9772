import { expect, it } from "vitest";
import type { FieldHistory } from "../project/migrations/fieldHistory.ts";
import { historyWords } from "./historyWords.ts";

const PLAIN: FieldHistory = {
  tableSince: "0001_initial",
  columnSince: "0001_initial",
  formerNames: [],
  plain: { kind: "still" },
  pending: false,
  unread: [],
  leaves: ["0001_initial"],
};

it.each<readonly [Partial<FieldHistory>, readonly string[]]>([
  [{}, ["The table exists since 0001_initial; the column has always been plain."]],
  [
    { columnSince: "0003_ssn", plain: { kind: "until", migration: "0007_encrypt" } },
    ["The table exists since 0001_initial, the column since 0003_ssn; the column was plain until 0007_encrypt."],
  ],
  [
    { plain: { kind: "never" }, formerNames: ["ssn", "number"] },
    ["The table exists since 0001_initial, under other names before (ssn, number); the column was never plain."],
  ],
  [{ tableSince: null, columnSince: null, plain: null, pending: true }, ["No migration makes its table yet."]],
  [
    { columnSince: null, plain: null, pending: true },
    ["The table exists since 0001_initial, and no migration makes this column yet."],
  ],
  [
    { pending: true, unread: ["a", "b", "c", "d"], leaves: ["c", "d"] },
    [
      "The table exists since 0001_initial; the column has always been plain.",
      "The model says something else than the last migration: one has yet to be made.",
      "The migrations end in several (c, d), which have to be merged first.",
      "What a, b, c and 1 more do besides cannot be read.",
    ],
  ],
])("says %j in plain sentences", (part, expected) => {
  expect(historyWords({ ...PLAIN, ...part })).toEqual(expected);
});
