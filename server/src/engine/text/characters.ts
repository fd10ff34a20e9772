/** Character codes and classes that readers look at, one UTF-16 unit at a time. */
export const TAB = 9;
export const LINE_FEED = 10;
export const FORM_FEED = 12;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const COLON = 58;
export const SEMICOLON = 59;
export const EQUALS = 61;
export const AT = 64;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const BACKTICK = 96;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Space that does not end a line. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === FORM_FEED;
}

export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

export function isOpening(code: number): boolean {
  return code === OPEN_PAREN || code === OPEN_BRACKET || code === OPEN_BRACE;
}

export function isClosing(code: number): boolean {
  return code === CLOSE_PAREN || code === CLOSE_BRACKET || code === CLOSE_BRACE;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Any unit beyond ASCII counts as part of a name: whether it is allowed there is the language's business. */
export function isNameStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 128 && code !== BYTE_ORDER_MARK)
  );
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

/** The end of the name that starts at `offset`; `offset` itself when none does. */
export function endOfName(text: string, offset: number): number {
  if (!isNameStart(text.charCodeAt(offset))) return offset;
  let end = offset + 1;
  while (isNamePart(text.charCodeAt(end))) end++;
  return end;
}

export function skipBlanks(text: string, offset: number): number {
  let end = offset;
  while (isBlank(text.charCodeAt(end))) end++;
  return end;
}

/** The offset behind the line break before `offset`, or 0. */
export function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** The offset of the line break (or end of text) that ends the line of `offset`. */
export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** The offset after the line break at `offset`. */
export function afterLineBreak(text: string, offset: number): number {
  const pair = text.charCodeAt(offset) === CARRIAGE_RETURN && text.charCodeAt(offset + 1) === LINE_FEED;
  return offset + (pair ? 2 : 1);
}
