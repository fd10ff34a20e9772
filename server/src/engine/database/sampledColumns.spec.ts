import { describe, expect, it } from "vitest";
import { tableOf } from "../../../../test/support/databaseSchemas.ts";
import { hiddenFromUser, sampledColumns } from "./sampledColumns.ts";

const open = { name: "text", email: "text" };
const closed = { type: "text", isReadable: false };

describe("what a user may not read", () => {
  it("is not looked at, and told", () => {
    const some = tableOf("customers", { name: "text", email: closed });
    expect(sampledColumns(some).map(({ name }) => name)).toEqual(["name"]);
    expect(hiddenFromUser(some)).toBe("this user may not read 1 of its 2 columns");
    expect(hiddenFromUser(tableOf("customers", { name: closed, email: closed }))).toBe("this user may not read it");
    expect(hiddenFromUser(tableOf("customers", open))).toBeNull();
  });

  it("does not matter where no value would be looked at", () => {
    expect(hiddenFromUser(tableOf("customers", { name: closed }, { kind: "view" }))).toBeNull();
  });
});
