import { expect, it } from "vitest";
import { spellingOf } from "./spelling.ts";

const standard = spellingOf({ nr: "number", organisation: "organization" });

it.each([
  ["addresses", "address"],
  ["nr", "number"],
  ["organisations", "organization"],
  ["constructor", "constructor"],
])("reads %s as %s", (word, expected) => {
  expect(standard(word)).toBe(expected);
});
