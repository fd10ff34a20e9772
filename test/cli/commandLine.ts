import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { parseFixture } from "../support/fixture.ts";
import { CACHE_ENVIRONMENT } from "../support/productCache.ts";

export const CLI = resolve("dist/cli.js");
export const SAMPLE = resolve("test/fixtures/shop");

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line to its end. */
export function fieldguard(args: readonly string[], { cwd, input, env }: RunOptions = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: cwd ?? tmpdir(),
    input: input ?? "",
    // Whoever runs the suite may have an environment active.
    env: { ...process.env, ...CACHE_ENVIRONMENT, VIRTUAL_ENV: "", ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

/** A folder with the files of a fixture, gone after the test. */
export function project(source: string): string {
  const root = emptyFolder();
  for (const [path, text] of parseFixture(source).files) write(root, path, text);
  return root;
}

export function emptyFolder(): string {
  // The real path: on some systems the temporary folder is a link.
  const root = realpathSync(mkdtempSync(join(tmpdir(), "fieldguard-cli-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return root;
}

export function write(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

export interface ScanJson {
  readonly schemaVersion: number;
  readonly files: {
    readonly seen: number;
    readonly read: number;
    readonly skipped: readonly { path: string; reason: string }[];
  };
  readonly entities: readonly { readonly path: string; readonly name: string }[];
  readonly fields: readonly {
    readonly path: string;
    readonly entity: string;
    readonly field: string;
    readonly sensitive: boolean;
    readonly category: string | null;
    readonly level: string | null;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly path: string;
    readonly line: number;
    readonly field: string;
    readonly fingerprint: string;
    readonly fixes: readonly { readonly id: string }[];
    readonly suppressed: { readonly by: string; readonly reason: string } | null;
  }[];
  readonly thirdParty: readonly { readonly app: string; readonly entity: string; readonly field: string }[];
  readonly problems: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

export function scanJson(args: readonly string[], options: RunOptions = {}): ScanJson {
  const { out, err } = fieldguard(["scan", "--format", "json", ...args], options);
  try {
    return JSON.parse(out) as ScanJson;
  } catch {
    throw new Error(`no JSON but: ${out}${err}`);
  }
}

/** Two models of which only the first holds something restricted. */
export const SMALL_PROJECT = `
  //- shop/models.py
  from django.db import models


  class Customer(models.Model):
      national_id = models.CharField("National ID", max_length=18)
      colour = models.CharField(max_length=20)
  //- blog/models.py
  from django.db import models


  class Post(models.Model):
      title = models.CharField(max_length=80)
`;
