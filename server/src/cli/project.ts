import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { isProjectFile } from "../engine/project/readProject.ts";
import { readBaseline } from "../engine/rules/baseline.ts";
import { decode } from "../workspace/decode.ts";
import { POLICY_PATHS } from "../workspace/policyFile.ts";
import type { CacheStore, FileSystem, Host } from "../workspace/ports.ts";
import { openProductCache } from "../workspace/productCache.ts";
import { Workspace } from "../workspace/workspace.ts";
import { isPart, type Target } from "./target.ts";
import type { Terminal } from "./terminal.ts";
import { type Invocation, UsageError } from "./verb.ts";

export interface OpenProject extends Target {
  readonly workspace: Workspace;
  /** Mistakes of our own that the analysis met; their files are missing from the results. */
  readonly internalErrors: readonly { readonly path: string; readonly error: unknown }[];
}

/** Work that takes less than this many milliseconds shows no progress. */
const SILENT = 500;

/**
 * Reads the target, the project's facts and its policy.
 * @throws UsageError for a policy that is wrong: to go on without it would judge the project by other rules than its own.
 */
export async function openProject(
  target: Target,
  { shell, terminal, values, switches }: Invocation,
): Promise<OpenProject> {
  const { host } = shell;
  const internalErrors: { path: string; error: unknown }[] = [];
  const policyFile = readText("config", values.get("config"));
  const baselineFile = readText("baseline", values.get("baseline"));
  const uri = pathToFileURL(target.root).href;
  const fileSystem = host.openFolder(uri);
  if (!fileSystem) throw new Error("the host of a command line reads files");
  const workspace = new Workspace({
    fileSystem: narrowed(fileSystem, target.parts),
    wholeFolder: fileSystem,
    clock: host.clock,
    cacheStore: switches.has("no-cache") ? null : cacheOf(host, uri, target),
    environments: {
      folder: fileSystem,
      chosen: () => null,
      // Whoever wrote the project may have it lead anywhere.
      linked: () => null,
      active: () => host.openActiveEnvironment(),
    },
    loadDetectors: host.loadDetectors,
    ...(policyFile ? { policyFile } : {}),
    ...(baselineFile ? { baseline: readBaseline(baselineFile.text) } : {}),
    onInternalError: (path, error) => internalErrors.push({ path, error }),
  });

  const start = host.clock.now();
  await workspace.index({
    onProgress: (read) => {
      if (host.clock.now() - start > SILENT) terminal.progress(`reading… ${read} files`);
    },
  });
  terminal.progress(null);

  const problem = workspace.problems().find(({ path }) => path === workspace.policyPath);
  if (problem) {
    throw new UsageError(
      `${problem.path}:${problem.line}: ${problem.message}; correct the policy or name another with --config`,
    );
  }
  if (workspace.policyPath === null) noteUnusedPolicy(target.root, terminal);
  return { ...target, workspace, internalErrors };
}

/** Of a file that an option names. */
function readText(option: string, path: string | undefined): { path: string; text: string } | null {
  if (path === undefined) return null;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new UsageError(`--${option} ${path}: ${code === "ENOENT" ? "no such file" : `cannot be read (${code})`}`);
  }
  const decoded = decode(bytes);
  if (decoded.kind !== "text") throw new UsageError(`--${option} ${path}: is not a text file`);
  return { path, text: decoded.text };
}

/** A part of a folder must not take the place of what is kept of all of it. */
function cacheOf(host: Host, uri: string, { parts }: Target): CacheStore | null {
  const store = openProductCache(host, uri);
  return store && parts !== null ? { ...store, write: () => Promise.resolve() } : store;
}

/** All folders stay, so that the project's own files are found; of the rest only the parts that were asked for. */
function narrowed(fileSystem: FileSystem, parts: readonly string[] | null): FileSystem {
  if (parts === null) return fileSystem;
  return {
    readsAtOnce: fileSystem.readsAtOnce,
    readFile: (path, limit, room) => fileSystem.readFile(path, limit, room),
    async readDirectory(folder) {
      const listing = await fileSystem.readDirectory(folder);
      if (listing.kind !== "entries") return listing;
      const entries = listing.entries.filter(({ name, kind }) => {
        const path = folder === "" ? name : `${folder}/${name}`;
        return kind === "directory" || isPart(parts, path) || (kind === "file" && isProjectFile(path));
      });
      return { kind: "entries", entries };
    },
  };
}

/** A policy above the scanned folder speaks of paths that are not those of this scan. */
function noteUnusedPolicy(root: string, terminal: Terminal): void {
  for (let folder = dirname(resolve(root)); folder !== dirname(folder); folder = dirname(folder)) {
    const found = POLICY_PATHS.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) {
      const shown = relative(process.cwd(), found).replaceAll(sep, "/");
      terminal.note(`fieldguard: ${shown} lies above the scanned folder and is not used; add --config ${shown}`);
      return;
    }
    if (existsSync(join(folder, ".git"))) return;
  }
}
