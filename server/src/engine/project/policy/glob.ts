import picomatch from "picomatch";

/** So many `**` of a pattern, or `*` of a part of it, cost more with each than the last one: a long path would keep us for minutes. */
const MOST_WILDCARDS = 4;

/**
 * A test of paths with `/`. A pattern without a slash matches a name at any depth, as in `.gitignore`. Null for one that
 * cannot be used; `!a` is one, since to a glob it means everything but `a`, which would silently be the whole project.
 */
export function globOf(pattern: string): ((path: string) => boolean) | null {
  const trimmed = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  if (trimmed === "" || trimmed.startsWith("!") || isTooCostly(trimmed)) return null;
  const options = { dot: true, basename: !trimmed.includes("/"), nonegate: true, noextglob: true };
  try {
    return picomatch(trimmed.replace(/^\//, ""), options);
  } catch {
    return null;
  }
}

/** Whether a pattern has more wildcards than can be tried in time, whatever the path. */
export function isTooCostly(pattern: string): boolean {
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
