import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { sayInstalled } from "../support/prerequisites.ts";
import { CACHE } from "./paths.ts";

const run = promisify(execFile);
const ATTEMPTS = 2;

export interface Installation {
  /** Name and version: the folder's name, so that another version is another folder. */
  readonly name: string;
  /** Said once while it is made: what and how large. */
  readonly announcement: string;
  /** Fills the empty folder. */
  readonly make: (folder: string) => Promise<void>;
}

/**
 * A folder of the cache, made on first use. It gets its name only when it is complete, so a broken installation is
 * never taken for a whole one; what an interrupted one left behind is removed.
 */
export async function installed({ name, announcement, make }: Installation): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  console.log(`Installing ${announcement} into .vscode-test/ (once) …`);
  const start = performance.now();
  mkdirSync(CACHE, { recursive: true });
  const partial = `${folder}.partial`;
  for (let attempt = 1; ; attempt++) {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    try {
      await make(partial);
      break;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      console.log(`… failed, once more: ${String(error).split("\n")[0]!}`);
    }
  }
  removeOtherVersions(name);
  renameSync(partial, folder);
  sayInstalled(name, start);
  return folder;
}

/** A package from the registry, without running any of its scripts. */
export async function npmInstall(folder: string, specifier: string): Promise<void> {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  await npm(folder, ["install", "--ignore-scripts", "--save-exact", specifier]);
}

export async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // The installing Node is the one that will run what is installed.
  const PATH = [dirname(process.execPath), process.env.PATH].join(process.platform === "win32" ? ";" : ":");
  await run("npm", [...args, ...quiet], {
    cwd,
    env: { ...process.env, ...localHeaders(), PATH },
    shell: process.platform === "win32",
    maxBuffer: 100_000_000,
  });
}

/** Node's headers where a package of the system has them, so that an add-on compiles without a download. */
function localHeaders(): NodeJS.ProcessEnv {
  const prefix = [dirname(dirname(process.execPath)), "/usr", "/usr/local"].find((candidate) =>
    existsSync(join(candidate, "include/node/node_api.h")),
  );
  return prefix ? { npm_config_nodedir: prefix } : {};
}

function removeOtherVersions(name: string): void {
  const product = name.slice(0, name.lastIndexOf("@"));
  for (const entry of readdirSync(CACHE)) {
    const isOther = entry.startsWith(`${product}@`) && entry !== name && entry !== `${name}.partial`;
    if (isOther) rmSync(join(CACHE, entry), { recursive: true, force: true });
  }
}
