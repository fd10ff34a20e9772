import ignore from "ignore";
import { isTooCostly } from "../engine/project/policy/glob.ts";

/** What a `.gitignore` says of the paths below its folder. */
export interface IgnoreFile {
  /** `path` is relative to the folder; that of a folder ends with `/`. */
  readonly says: (path: string) => "ignored" | "kept" | "nothing";
  /** What is left out. */
  readonly wrong: readonly WrongIgnore[];
}

export interface WrongIgnore {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** No path is longer. */
const LONGEST_PATTERN = 4096;
/** Each is tried for each file of the folder. */
const MOST_PATTERNS = 2000;
/** Of a pattern that is told to people. */
const SHOWN = 80;

export function readIgnoreFile(text: string): IgnoreFile {
  const wrong: WrongIgnore[] = [];
  const used: string[] = [];
  const over: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (used.length >= MOST_PATTERNS) over.push(index + 1);
    else if (line.length > LONGEST_PATTERN || isTooCostly(line))
      wrong.push({ line: index + 1, message: leftOut(line) });
    else used.push(line);
  }
  const [first] = over;
  if (first !== undefined) wrong.push({ line: first, message: tooMany(over.length) });
  const rules = ignore({ ignorecase: false }).add(used);
  return {
    says(path) {
      const { ignored, unignored } = rules.test(path);
      return ignored ? "ignored" : unignored ? "kept" : "nothing";
    },
    wrong,
  };
}

function leftOut(pattern: string): string {
  const shown = pattern.length > SHOWN ? `${pattern.slice(0, SHOWN)}…` : pattern;
  return `the pattern \`${shown}\` is too long, or has too many wildcards, and is left out`;
}

function tooMany(count: number): string {
  const rest = count === 1 ? "this one is" : `this one and ${count - 1} behind it are`;
  return `only the first ${MOST_PATTERNS.toLocaleString("en")} patterns are used; ${rest} left out`;
}
