import { remembered } from "../engine/text/remembered.ts";

/** How a file's text is stored, so that a changed text can be written back the same way. */
export interface Encoding {
  /** `utf-8`, `utf-16le`, `utf-16be`, `iso-8859-1`, or a label of the Encoding Standard. */
  readonly label: string;
  readonly byteOrderMark: boolean;
}

export type Decoded =
  /** `text` has no byte order mark and keeps its line endings. */
  | { readonly kind: "text"; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: "binary" }
  | { readonly kind: "undecodable"; readonly reason: string };

export type Encoded =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "unrepresentable"; readonly reason: string };

const UTF_8: Encoding = { label: "utf-8", byteOrderMark: false };
const MARKS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: "utf-8" },
  { bytes: [0xff, 0xfe], label: "utf-16le" },
  { bytes: [0xfe, 0xff], label: "utf-16be" },
];

/** Bytes to text: a byte order mark decides, then the coding comment of PEP 263, then UTF-8. Never throws. */
export function decode(bytes: Uint8Array): Decoded {
  const mark = MARKS.find((item) => item.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) return decodeAs(bytes.subarray(mark.bytes.length), { label: mark.label, byteOrderMark: true });
  if (bytes.includes(0)) return { kind: "binary" };
  const coding = codingComment(bytes);
  if (coding === null) return decodeAs(bytes, UTF_8);
  const label = labelOf(coding);
  if (label === null)
    return { kind: "undecodable", reason: `the coding comment names \`${coding}\`, which is not known` };
  return decodeAs(bytes, { label, byteOrderMark: false });
}

/** Of rows, as programs write them: without a mark, and not in UTF-8, they are in Windows-1252 as those of Excel are. The last character may be cut. */
export function decodeRows(bytes: Uint8Array): string | null {
  const mark = MARKS.find((item) => item.bytes.every((byte, index) => bytes[index] === byte));
  if (!mark && bytes.includes(0)) return null;
  if (mark) return new TextDecoder(mark.label).decode(bytes.subarray(mark.bytes.length));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The counterpart of `decode`. Refuses rather than replace a character that the encoding lacks. */
export function encode(text: string, encoding: Encoding): Encoded {
  const body = encodeBody(text, encoding.label);
  if (body.kind !== "bytes" || !encoding.byteOrderMark) return body;
  const mark = MARKS.find((item) => item.label === encoding.label)?.bytes ?? [];
  const bytes = new Uint8Array(mark.length + body.bytes.length);
  bytes.set(mark);
  bytes.set(body.bytes, mark.length);
  return { kind: "bytes", bytes };
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = textOf(bytes, encoding.label);
  if (text === null) {
    const hint = encoding.label === "utf-8" ? " and has no coding comment that names another encoding" : "";
    return { kind: "undecodable", reason: `not valid ${encoding.label.toUpperCase()}${hint}` };
  }
  // UTF-8 writes it as one byte, and bytes were looked at.
  if ((encoding.label !== "utf-8" || encoding.byteOrderMark) && text.includes("\0")) return { kind: "binary" };
  return { kind: "text", text, encoding };
}

function textOf(bytes: Uint8Array, label: string): string | null {
  if (label === "iso-8859-1") return latin1(bytes);
  try {
    return decoderOf(label).decode(bytes);
  } catch {
    return null;
  }
}

/** To make one takes longer than to read a short file. */
const decoderOf = remembered((label) => new TextDecoder(label, { fatal: true, ignoreBOM: true }));

/** The Encoding Standard reads Latin-1 as Windows-1252; Python does not, and neither may writing back. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return parts.join("");
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(#.*)?$/;
const BLANKS: readonly number[] = [9, 12, 32];
const LINE_BREAKS: readonly number[] = [10, 13];
const HASH = 35;

/** https://peps.python.org/pep-0263/: in the first line, or in the second when the first is blank or a comment. */
function codingComment(bytes: Uint8Array): string | null {
  if (!mayBeginWithComment(bytes)) return null;
  const lines = latin1(firstTwoLines(bytes)).split(/\r\n|\r|\n/, 2);
  const first = CODING.exec(lines[0] ?? "");
  if (first) return first[1]!;
  if (!BLANK_OR_COMMENT.test(lines[0] ?? "")) return null;
  return CODING.exec(lines[1] ?? "")?.[1] ?? null;
}

/** And what follows them where they end in carriage returns alone. */
function firstTwoLines(bytes: Uint8Array): Uint8Array {
  const second = bytes.indexOf(LINE_FEED) + 1;
  const end = second === 0 ? 0 : bytes.indexOf(LINE_FEED, second);
  return bytes.subarray(0, end <= 0 ? MOST_OF_TWO_LINES : Math.min(end, MOST_OF_TWO_LINES));
}

const LINE_FEED = 10;
const MOST_OF_TWO_LINES = 1024;

/** Saves most files a closer look: they begin with code. */
function mayBeginWithComment(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => !BLANKS.includes(byte) && !LINE_BREAKS.includes(byte));
  return first === HASH;
}

/** Python's names (https://docs.python.org/3/library/codecs.html#standard-encodings) to decoder labels. */
function labelOf(coding: string): string | null {
  const name = coding.toLowerCase().replaceAll("_", "-");
  if (/^(utf-?8(-.*)?|u8|cp65001|(us-)?ascii|646)$/.test(name)) return "utf-8";
  if (/^(latin-?1|l1|iso-?8859-1|8859|cp819)(-.*)?$/.test(name)) return "iso-8859-1";
  const label = name.replace(/^cp125(\d)$/, "windows-125$1").replace(/^iso8859-/, "iso-8859-");
  // An encoding in which a comment of ASCII letters means something else cannot have been named by one.
  if (label.startsWith("utf-16")) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function encodeBody(text: string, label: string): Encoded {
  switch (label) {
    case "utf-8":
      if (/\p{Surrogate}/u.test(text))
        return { kind: "unrepresentable", reason: "half of a surrogate pair has no UTF-8 form" };
      return { kind: "bytes", bytes: new TextEncoder().encode(text) };
    case "utf-16le":
    case "utf-16be":
      return { kind: "bytes", bytes: utf16(text, label === "utf-16le") };
    default:
      return encodeSingleByte(text, label);
  }
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return bytes;
}

function encodeSingleByte(text: string, label: string): Encoded {
  const table = singleByteTable(label);
  if (table === null) return { kind: "unrepresentable", reason: `text in ${label} can be read but not written` };
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = table.get(text.charCodeAt(i));
    if (byte === undefined) {
      return {
        kind: "unrepresentable",
        reason: `the file is in ${label}, which has no \`${String.fromCodePoint(text.codePointAt(i)!)}\``,
      };
    }
    bytes[i] = byte;
  }
  return { kind: "bytes", bytes };
}

/** Character code to byte, or null for an encoding that takes more than one byte for a character. */
function singleByteTable(label: string): ReadonlyMap<number, number> | null {
  const table = new Map<number, number>();
  for (let byte = 0; byte < 256; byte++) {
    const character = textOf(Uint8Array.of(byte), label);
    // Some codes are unassigned in single-byte encodings, but all of these assign most of the upper half.
    if (character?.length === 1) table.set(character.charCodeAt(0), byte);
  }
  return table.size < 200 ? null : table;
}
