import ignore from "ignore";
import { isTooCostly } from "../engine/project/policy/glob.ts";

/** What a `.gitignore` says of the paths below its folder. */
export interface IgnoreFile {
  /** `path` is relative to the folder; that of a folder ends with `/`. */
  readonly says: (path: string) => "ignored" | "kept" | "nothing";
  /** Patterns that are left out. */
  readonly wrong: readonly WrongPattern[];
}

export interface WrongPattern {
  /** 1-based. */
  readonly line: number;
  readonly pattern: string;
}

/** No path is longer. */
const LONGEST_PATTERN = 4096;
/** Each is tried for each file of the folder. */
const MOST_PATTERNS = 2000;
/** Of a pattern that is told to people. */
const SHOWN = 80;

export function readIgnoreFile(text: string): IgnoreFile {
  const wrong: WrongPattern[] = [];
  const used: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const isUsed = line.length <= LONGEST_PATTERN && used.length < MOST_PATTERNS && !isTooCostly(line);
    if (isUsed) used.push(line);
    else wrong.push({ line: index + 1, pattern: line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line });
  }
  const rules = ignore({ ignorecase: false }).add(used);
  return {
    says(path) {
      const { ignored, unignored } = rules.test(path);
      return ignored ? "ignored" : unignored ? "kept" : "nothing";
    },
    wrong,
  };
}
