import { describe, expect, it } from "vitest";
import { lineStartsOf } from "../../text/lineIndex.ts";
import { codeFrame } from "./codeFrame.ts";
import { paintFor } from "./paint.ts";

function frameOf(text: string, marked: string, width = 60): string[] {
  const start = text.indexOf(marked);
  const frame = { text, lines: lineStartsOf(text), span: { start, end: start + marked.length }, width };
  return codeFrame(frame, paintFor(false), (carets) => carets);
}

describe("codeFrame", () => {
  it("marks the span", () => {
    expect(frameOf("a = 1\r\niban = x\r\n", "iban")).toEqual(["2 │ iban = x", "  │ ^^^^"]);
  });

  it("keeps tabs, so that the carets stand right", () => {
    expect(frameOf("\tiban = x", "iban")).toEqual(["1 │ \tiban = x", "  │ \t^^^^"]);
  });

  it("stops at the end of the line", () => {
    expect(frameOf("x = (iban\n  )\n", "iban\n  )")).toEqual(["1 │ x = (iban", "  │      ^^^^"]);
  });

  it("cuts a long line around the span", () => {
    const line = `${"a".repeat(200)} iban ${"b".repeat(200)}`;
    const [code, carets] = frameOf(line, "iban", 40);
    expect(code!.length).toBeLessThanOrEqual(40 + 4);
    expect(code).toMatch(/^1 │ …a+ iban b+…$/);
    expect(code!.slice(carets!.indexOf("^"), carets!.lastIndexOf("^") + 1)).toBe("iban");
  });

  it("shows no keys, salts and defaults", () => {
    expect(frameOf(`iban = F(key="a\\"b", salt=bytes(b'cd'), default='ef', max_length=5)`, "iban", 80)[0]).toBe(
      `1 │ iban = F(key="••••", salt=bytes(b'••'), default='••', max_length=5)`,
    );
    expect(frameOf(`iban = F(hash_key="""ab`, "iban")[0]).toBe(`1 │ iban = F(hash_key="""••`);
    expect(frameOf(`iban = F(key="", keys="ab", db_column="cd")`, "iban")[0]).toBe(
      `1 │ iban = F(key="", keys="ab", db_column="cd")`,
    );
  });

  it("stands a text that has changed since it was read", () => {
    const frame = { text: "", lines: [0, 100], span: { start: 104, end: 108 }, width: 40 };
    expect(codeFrame(frame, paintFor(false), (carets) => carets)).toHaveLength(2);
  });
});
