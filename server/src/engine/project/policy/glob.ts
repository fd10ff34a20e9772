import picomatch from "picomatch";

/**
 * A test of paths with `/`. A pattern without a slash matches a name at any depth, as in `.gitignore`. Null for one that
 * cannot be used; `!a` is one, since to a glob it means everything but `a`, which would silently be the whole project.
 */
export function globOf(pattern: string): ((path: string) => boolean) | null {
  const trimmed = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  if (trimmed === "" || trimmed.startsWith("!")) return null;
  try {
    return picomatch(trimmed.replace(/^\//, ""), { dot: true, basename: !trimmed.includes("/"), nonegate: true });
  } catch {
    return null;
  }
}

/** Whether the path itself, or a folder above it, passes the test. */
export function isWithinGlob(path: string, test: (path: string) => boolean): boolean {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    if (test(path.slice(0, end))) return true;
  }
  return test(path);
}
