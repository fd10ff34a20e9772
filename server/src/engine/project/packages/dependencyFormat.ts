/** What kind of list of dependencies a file is. */
export type DependencyFormat =
  | "requirements"
  | "constraints"
  | "pyproject"
  | "pipfile"
  | "setup.cfg"
  | "setup.py"
  | "conda"
  /** `poetry.lock`, `uv.lock`, `pdm.lock`, `pylock.toml` */
  | "toml lock"
  /** `Pipfile.lock` */
  | "json lock";

/** By its path; null when it is none. */
export function dependencyFormatOf(path: string): DependencyFormat | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const known = BY_NAME.get(name);
  if (known) return known;
  // Of most files that is asked.
  if (name.endsWith(".py")) return null;
  if (/^pylock(\.[\w-]+)?\.toml$/.test(name)) return "toml lock";
  if (/^constraints[\w.-]*\.txt$/.test(name)) return "constraints";
  return /^requirements[\w.-]*\.(txt|in)$/.test(name) || /(^|\/)requirements\/[\w.-]+\.(txt|in)$/.test(path)
    ? "requirements"
    : null;
}

const BY_NAME: ReadonlyMap<string, DependencyFormat> = new Map([
  ["pyproject.toml", "pyproject"],
  ["Pipfile", "pipfile"],
  ["setup.cfg", "setup.cfg"],
  ["setup.py", "setup.py"],
  ["environment.yml", "conda"],
  ["environment.yaml", "conda"],
  ["poetry.lock", "toml lock"],
  ["uv.lock", "toml lock"],
  ["pdm.lock", "toml lock"],
  ["Pipfile.lock", "json lock"],
]);
