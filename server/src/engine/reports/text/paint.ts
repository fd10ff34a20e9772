import type { Level } from "../../classification/model.ts";
import type { Severity } from "../../rules/rule.ts";

/** How text is set off on a terminal; plain where there is none. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  level(level: Level | null, text: string): string;
  severity(severity: Severity, text: string): string;
}

const PLAIN: Paint = {
  bold: (text) => text,
  dim: (text) => text,
  level: (_, text) => text,
  severity: (_, text) => text,
};

// The eight basic colours follow the theme of the terminal, so that they can be read on any background.
const LEVEL_CODES: Readonly<Record<Level, number>> = { restricted: 31, confidential: 33, internal: 36, public: 32 };
const SEVERITY_CODES: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 2 };

const COLOURED: Paint = {
  bold: (text) => sgr(1, text),
  dim: (text) => sgr(2, text),
  level: (level, text) => (level === null ? text : sgr(LEVEL_CODES[level], text)),
  severity: (severity, text) => sgr(SEVERITY_CODES[severity], text),
};

export function paintFor(color: boolean): Paint {
  return color ? COLOURED : PLAIN;
}

function sgr(code: number, text: string): string {
  return text === "" ? "" : `\x1b[${code}m${text}\x1b[0m`;
}
