import { expect, it } from "vitest";
import { answered, Failure, failureOf } from "./failure.ts";

it("passes on nothing that a driver or server says but the code", () => {
  const error = Object.assign(new Error("Key (email)=(ada@example.org) already exists"), { code: "23505" });
  expect(failureOf(error)).toEqual({ because: "the database answered with error 23505", isOver: false });
  expect(failureOf(new Error("invalid value hunter2"))).toEqual({ because: "the driver failed", isOver: false });
  expect(failureOf(Object.assign(new Error(), { code: "hunter 2" })).because).not.toContain("hunter");
});

it("tells what ends a connection from what fails once", () => {
  expect(failureOf(Object.assign(new Error(), { code: "57014" }))).toEqual({
    because: "it took longer than 5 s",
    isOver: false,
  });
  expect(failureOf(Object.assign(new Error(), { code: "ECONNRESET" })).isOver).toBe(true);
  expect(failureOf(new Error("Connection terminated unexpectedly"))).toEqual({
    because: "the connection was cut",
    isOver: true,
  });
});

it("knows errors of SQLite by their number, which Node gives beside a code that all have", () => {
  const told = (errcode: number): string =>
    failureOf(Object.assign(new Error("hunter2"), { code: "ERR_SQLITE_ERROR", errcode })).because;
  expect(told(5)).toBe("somebody else has locked it");
  // SQLITE_CORRUPT_INDEX
  expect(told(779)).toBe("it is damaged or incomplete");
  expect(told(26)).toContain("no SQLite database");
  expect(told(1)).toBe("the database answered with error SQLITE_1");
  expect(failureOf(new Error("database disk image is malformed")).because).toBe("it is damaged or incomplete");
});

it("answers with what was asked for", async () => {
  expect(await answered(() => 1)).toEqual({ kind: "answer", value: 1 });
  expect(
    await answered(() => {
      throw new Failure("there is no such file");
    }),
  ).toEqual({ kind: "failure", because: "there is no such file", isOver: true });
});
