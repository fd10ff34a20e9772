/** So many `**` of a pattern, or `*` of a part of it, cost more with each than the last one: a long path would keep us for minutes. */
const MOST_WILDCARDS = 4;
/** No path is as long. */
const LONGEST_PATTERN = 65_536;

/**
 * A test of paths with `/`. A pattern without a slash matches a name at any depth, as in `.gitignore`. Null for one that
 * cannot be used; `!a` is one, since to a glob it means everything but `a`, which would silently be the whole project.
 */
export function globOf(pattern: string): ((path: string) => boolean) | null {
  const trimmed = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  if (trimmed === "" || trimmed.startsWith("!") || isTooCostly(trimmed)) return null;
  const test = pathTestOf(trimmed.replace(/^\//, ""));
  if (trimmed.includes("/")) return test;
  return test && ((path) => test(path.slice(path.lastIndexOf("/") + 1)));
}

/**
 * A test of whole paths: `*` and `?` stand for any letters but `/`, `**` for any folders, `[a-c]` and `[!a-c]` for a letter, `{a,b}`
 * for either, and what stands behind a backslash for itself. Null where a range of letters runs backwards.
 */
export function pathTestOf(pattern: string): ((path: string) => boolean) | null {
  try {
    const expression = new RegExp(`^${sourceOf(pattern)}$`, "s");
    return (path) => expression.test(path);
  } catch {
    return null;
  }
}

/** Whether a pattern is longer or has more wildcards than can be tried in time, whatever the path. */
export function isTooCostly(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN) return true;
  const parts = pattern.split("/");
  const any = parts.filter((part) => part === "**").length;
  return any > MOST_WILDCARDS || parts.some((part) => part !== "**" && part.split(/\*+/).length - 1 > MOST_WILDCARDS);
}

/** Whether the path itself, or a folder above it, passes the test. */
export function isWithinGlob(path: string, test: (path: string) => boolean): boolean {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    if (test(path.slice(0, end))) return true;
  }
  return test(path);
}

/** What is not plain text. `**` counts as a whole part of the path alone, and behind the name of a folder is that folder as well. */
const WILDCARD =
  /\\(?<escaped>[^])|(?<below>(?<!\*)(?:\/\*\*)+$)|(?<folders>(?<![^/{,])\*\*\/)|(?<all>(?<![^/])\*\*$)|(?<any>\*+)|(?<one>\?)|\[(?<not>[!^]?)(?<letters>\]?(?:\\[^]|[^\]\\])+)\]|[^]/g;

/** As the source of a regular expression. */
function sourceOf(pattern: string): string {
  const alternatives = alternativesIn(pattern);
  let source = "";
  for (const { 0: text, index, groups = {} } of pattern.matchAll(WILDCARD)) {
    const { escaped, below, folders, all, any, one, not, letters } = groups;
    if (escaped !== undefined) source += literal(escaped);
    else if (below !== undefined) source += "(?:/.*)?";
    else if (folders !== undefined) source += "(?:.*/)?";
    else if (all !== undefined) source += ".*";
    else if (any !== undefined) source += "[^/]*";
    else if (one !== undefined) source += "[^/]";
    else if (letters !== undefined) source += `[${not === "" ? "" : "^/"}${lettersOf(letters)}]`;
    else source += alternatives.get(index) ?? literal(text);
  }
  return source;
}

/** For each `{`, `,` and `}` between which one of several is meant. */
function alternativesIn(pattern: string): ReadonlyMap<number, string> {
  const alternatives = new Map<number, string>();
  const open: { readonly start: number; readonly commas: number[] }[] = [];
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "{") open.push({ start: at, commas: [] });
    else if (pattern[at] === ",") open.at(-1)?.commas.push(at);
    else if (pattern[at] === "}") {
      const { start, commas } = open.pop() ?? { start: at, commas: [] };
      if (commas.length === 0) continue;
      alternatives.set(start, "(?:").set(at, ")");
      for (const comma of commas) alternatives.set(comma, "|");
    }
  }
  return alternatives;
}

function lettersOf(letters: string): string {
  return letters.replace(/\\([^])|[[\]^]/g, (text, escaped?: string) => literal(escaped ?? text));
}

function literal(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}-]/, "\\$&");
}
