import ignore from "ignore";
import { isTooCostly } from "../engine/project/policy/glob.ts";
import { nameOf } from "./paths.ts";

/** What a `.gitignore` says of the paths below its folder. */
export interface IgnoreFile {
  /** `path` is relative to the folder. No folder above it is ignored. */
  readonly says: (path: string, kind: "file" | "directory") => "ignored" | "kept" | "nothing";
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
  const mayBeMeant = nameTestOf(used);
  return {
    says(path, kind) {
      if (!mayBeMeant.test(nameOf(path))) return "nothing";
      const { ignored, unignored } = rules.test(kind === "directory" ? `${path}/` : path);
      return ignored ? "ignored" : unignored ? "kept" : "nothing";
    },
    wrong,
  };
}

/**
 * A test that the name of each path passes of which one of the patterns says something. Most names pass none, and to try all patterns for
 * each takes many times as long.
 */
function nameTestOf(patterns: readonly string[]): RegExp {
  const source = [...new Set(patterns.map(nameIn))].join("|");
  return new RegExp(source.length > LONGEST_TEST ? "" : `^(?:${source})$`, "s");
}

/** To compile a longer one takes longer than it saves. */
const LONGEST_TEST = 20_000;

/** What the last name of a path is like of which a pattern says something, as the source of a regular expression. */
function nameIn(pattern: string): string {
  const path = pattern.replace(/^!/, "").replace(/ +$/, "").replace(/\/$/, "");
  if (path.lastIndexOf("/") > path.indexOf("[") && path.includes("[")) return ANYTHING;
  const parts = [...nameOf(path).matchAll(PART)].map(([, one, any, letter = ""]) =>
    one !== undefined ? "." : any !== undefined ? ANYTHING : letter.replace(/[$()*+.?[\\\]^{|}]/, "\\$&"),
  );
  // To try all places of what stands between more than two wildcards takes long.
  const wildcards = parts.filter((part) => part === ANYTHING).length;
  const kept = wildcards > 2 ? [...parts.slice(0, parts.indexOf(ANYTHING)), ANYTHING] : parts;
  return kept.join("");
}

const ANYTHING = ".*";

/** One letter, or any number of them; what can be written in more than one way is taken for all of the rest. */
const PART = /(\?|\[!?[\w.-]+\])|(\*| *[[\r][^]*$|\\$)|\\?([^])/g;

function leftOut(pattern: string): string {
  const shown = pattern.length > SHOWN ? `${pattern.slice(0, SHOWN)}…` : pattern;
  return `the pattern \`${shown}\` is too long, or has too many wildcards, and is left out`;
}

function tooMany(count: number): string {
  const rest = count === 1 ? "this one is" : `this one and ${count - 1} behind it are`;
  return `only the first ${MOST_PATTERNS.toLocaleString("en")} patterns are used; ${rest} left out`;
}
