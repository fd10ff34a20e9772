import { describe, expect, it } from "vitest";
import { decode, encode, type Encoding } from "./decode.ts";

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? ascii(part) : [part])));

function textOf(source: Uint8Array): string {
  const decoded = decode(source);
  if (decoded.kind !== "text") throw new Error(`expected a text, got ${decoded.kind}`);
  return decoded.text;
}

function encodingOf(source: Uint8Array): Encoding {
  const decoded = decode(source);
  if (decoded.kind !== "text") throw new Error(`expected a text, got ${decoded.kind}`);
  return decoded.encoding;
}

describe("decode", () => {
  it("reads UTF-8, with and without a byte order mark, which is no part of the text", () => {
    expect(textOf(bytes("a", 0xc3, 0xa9))).toBe("aé");
    expect(textOf(bytes(0xef, 0xbb, 0xbf, "a"))).toBe("a");
  });

  it("reads UTF-16 in both orders", () => {
    expect(textOf(bytes(0xff, 0xfe, "a", 0, 0x3d, 0xd8, 0x00, 0xde))).toBe("a😀");
    expect(textOf(bytes(0xfe, 0xff, 0, "a", 0xd8, 0x3d, 0xde, 0x00))).toBe("a😀");
  });

  it("follows the coding comment in the first line, and in the second below a comment", () => {
    expect(textOf(bytes("# -*- coding: cp1252 -*-\nx = '", 0x80, "'"))).toContain("€");
    expect(textOf(bytes("#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\n'", 0xa4, "'"))).toContain("€");
    expect(textOf(bytes("# coding: koi8-r\n", 0xc1))).toContain("а");
    expect(textOf(bytes("# coding: us-ascii\nx"))).toContain("x");
  });

  it("reads Latin-1 as Python does, control characters included", () => {
    expect(textOf(bytes("# coding: latin-1\n", 0x80, 0xe9))).toBe("# coding: latin-1\n\u0080é");
  });

  it("takes no coding from a second line below code", () => {
    expect(decode(bytes("x = 1\n# coding: latin-1\n", 0xe9))).toMatchObject({ kind: "undecodable" });
  });

  it("says why a text cannot be decoded", () => {
    expect(decode(bytes("x = '", 0xe9, "'"))).toEqual({
      kind: "undecodable",
      reason: "not valid UTF-8 and has no coding comment that names another encoding",
    });
    expect(decode(bytes("# coding: klingon\n"))).toEqual({
      kind: "undecodable",
      reason: "the coding comment names `klingon`, which is not known",
    });
    expect(decode(bytes("# coding: utf-16\n"))).toMatchObject({ kind: "undecodable" });
    expect(decode(bytes(0xff, 0xfe, "a"))).toMatchObject({ kind: "undecodable" });
  });

  it("recognises binary content by its NUL bytes", () => {
    expect(decode(bytes("PK", 3, 4, 0, 0))).toEqual({ kind: "binary" });
    expect(decode(bytes(0xff, 0xfe, 0, 0, "a", 0, 0, 0))).toEqual({ kind: "binary" });
  });
});

describe("encode", () => {
  it.each([
    ["UTF-8", bytes("a\r\n", 0xc3, 0xa9)],
    ["UTF-8 with a mark", bytes(0xef, 0xbb, 0xbf, "a\n")],
    ["UTF-16 little endian", bytes(0xff, 0xfe, "a", 0, 0x3d, 0xd8, 0x00, 0xde, "\r", 0, "\n", 0)],
    ["UTF-16 big endian", bytes(0xfe, 0xff, 0, "a", 0xd8, 0x3d, 0xde, 0x00)],
    ["Latin-1", bytes("# coding: latin-1\r", 0x80, 0xe9)],
    ["Windows-1252", bytes("# coding: cp1252\n", 0x80, 0xe9)],
    ["ISO-8859-15", bytes("# coding: iso-8859-15\n", 0xa4)],
  ])("gives back the bytes that were read: %s", (_, source) => {
    expect(encode(textOf(source), encodingOf(source))).toEqual({ kind: "bytes", bytes: source });
  });

  it("refuses a character that the encoding lacks", () => {
    const encoding = encodingOf(bytes("# coding: latin-1\n"));
    expect(encode("price in €", encoding)).toEqual({
      kind: "unrepresentable",
      reason: "the file is in iso-8859-1, which has no `€`",
    });
    expect(encode("\ud800", { label: "utf-8", byteOrderMark: false })).toMatchObject({ kind: "unrepresentable" });
  });

  it("refuses to write an encoding that it can only read", () => {
    const source = bytes("# coding: shift_jis\n", 0x82, 0xa0);
    expect(textOf(source)).toContain("あ");
    expect(encode(textOf(source), encodingOf(source))).toMatchObject({ kind: "unrepresentable" });
  });
});
