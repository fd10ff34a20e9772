import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { dedent } from "../support/fixture.ts";
import type { Database } from "./databases/database.ts";
import { sqlite } from "./databases/sqlite.ts";

const COMMAND_LINE = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const APP = fileURLToPath(new URL("../../server/src/engine/protection/generated/encrypted_fields", import.meta.url));
const SCRIPTS = fileURLToPath(new URL("python", import.meta.url));

/** Holds the projects of this run; kept when something failed. */
export const projectsFolder = mkdtempSync(join(tmpdir(), "fieldguard-django-"));

/** What Node makes of the command line, which is started hundreds of times. */
const COMPILED = join(projectsFolder, "compiled");

export const KEY = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

export const INDEX_KEY = "aW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW4=";

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

export interface Settings {
  /** More lines for requirements.txt. */
  readonly requirements?: readonly string[];
  /** More lines for the settings. */
  readonly settings?: string;
  readonly database?: Database;
}

/** A script of the project, or `manage.py`, and its arguments. */
export type Step = readonly string[];

/** What Python is given to run steps one after another in one process, until one fails; prints what the last one prints. */
export function inOneProcess(...steps: readonly Step[]): readonly string[] {
  return ["steps.py", ...steps.map((step) => JSON.stringify(step))];
}

export const MIGRATE: Step = ["manage.py", "migrate", "-v0"];

/** Django has nothing to say of the project, nor of its migrations. */
export const CHECKS: readonly Step[] = [
  ["manage.py", "check", "--fail-level", "WARNING"],
  ["manage.py", "makemigrations", "--check", "--dry-run"],
];

/** A Django project with a database of its own, in a folder of its own. */
export class DjangoProject {
  readonly folder: string;
  readonly #python: string;

  /** One with a single app, `vault`. */
  constructor(
    python: string,
    files: Readonly<Record<string, string>>,
    { requirements = [], settings = "", database = sqlite }: Settings = {},
  ) {
    this.#python = python;
    this.folder = mkdtempSync(join(projectsFolder, "project-"));
    cpSync(SCRIPTS, this.folder, { recursive: true });
    this.write({
      "manage.py": MANAGE,
      "config/__init__.py": "",
      "config/settings.py": `${SETTINGS}DATABASES = {"default": ${database.create(python)}}\n${settings}`,
      "requirements.txt": ["Django==5.2.19", ...requirements].join("\n") + "\n",
      "vault/__init__.py": "",
      "vault/migrations/__init__.py": "",
      ...files,
    });
  }

  /** A copy of one that has its settings in `config.settings`. */
  static copyOf(python: string, folder: string): DjangoProject {
    const project = new DjangoProject(python, {});
    rmSync(project.folder, { recursive: true });
    cpSync(folder, project.folder, { recursive: true });
    cpSync(SCRIPTS, project.folder, { recursive: true });
    return project;
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** Runs a script in the project; `environment` adds to the variables of the keys, or empties them. */
  run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Outcome {
    return execute(this.#python, ["-W", "ignore", ...args], this.folder, {
      FIELD_ENCRYPTION_KEYS: KEY,
      FIELD_BLIND_INDEX_KEYS: INDEX_KEY,
      ...environment,
    });
  }

  manage(...args: readonly string[]): Outcome {
    return this.run(["manage.py", ...args]);
  }

  /** Runs steps as `inOneProcess` has them; all must succeed. Gives what the last one printed. */
  mustRun(...steps: readonly Step[]): string {
    const outcome = this.run(inOneProcess(...steps));
    mustSucceed(outcome, steps.map((step) => step.join(" ")).join("; "));
    return outcome.output;
  }

  /** `manage.py makemigrations` and `migrate`, which must succeed, and leave nothing to do. */
  migrate(): void {
    this.mustRun(["manage.py", "makemigrations", "--no-input", "-v0"], MIGRATE, [
      "manage.py",
      "makemigrations",
      "--check",
      "-v0",
    ]);
  }

  /** Applies `encrypt` through the built command line. */
  fix(selectors: readonly string[], ...options: readonly string[]): Outcome {
    return this.applyFix("encrypt", selectors, ...options);
  }

  /** Applies any fix through the built command line. */
  applyFix(id: string, selectors: readonly string[], ...options: readonly string[]): Outcome {
    return this.fieldguard("fix", "--select", selectors.join(","), "--fix", id, "--write", ...options, ".");
  }

  /** Runs the built command line. */
  fieldguard(...args: readonly string[]): Outcome {
    return execute(process.execPath, [COMMAND_LINE, ...args], this.folder, { NODE_COMPILE_CACHE: COMPILED });
  }
}

/** The app of encrypted fields, as the fix writes it into a project. */
export function copyApp(folder: string): void {
  cpSync(APP, join(folder, "config/encrypted_fields"), { recursive: true });
}

export function mustSucceed({ code, output }: Outcome, what: string): void {
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
}

function execute(
  command: string,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...environment },
    maxBuffer: 64 << 20,
  });
  if (error) throw error;
  return { code: status, output: stdout + stderr };
}

const MANAGE = `${dedent(`
  import os
  import sys


  def main():
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
      from django.core.management import execute_from_command_line

      execute_from_command_line(sys.argv)


  if __name__ == "__main__":
      main()
`)}\n`;

const SETTINGS = `${dedent(`
  from pathlib import Path

  SECRET_KEY = "for-tests-only"
  INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "vault"]
  DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
  USE_TZ = True
`)}\n`;
