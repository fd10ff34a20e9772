import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dedent } from "../support/fixture.ts";
import { copyApp, DjangoProject, type Outcome } from "./djangoProject.ts";
import type { Place } from "./places.ts";

const BY_HAND = fileURLToPath(new URL("online", import.meta.url));

/** A release of the project: what its models and migrations are while a field of it is being encrypted. */
export type Stage = string;

/** All releases of a project on one database, so that processes of several can run at once. */
export class OnlineProject {
  /** In the order in which they are deployed. In those that are written by hand the second step is a command, and changes no file. */
  readonly stages: readonly Stage[];
  readonly #project: DjangoProject;

  /** `releases`: a folder with the app `shop` as each of them has it. */
  constructor({ python, database }: Place, releases = BY_HAND) {
    this.stages = readdirSync(releases).sort();
    this.#project = new DjangoProject(python, {}, { database, settings: SETTINGS });
    copyApp(this.folder);
    for (const [index, stage] of this.stages.entries()) {
      // Each release has the migrations of those before.
      for (const earlier of this.stages.slice(0, index + 1)) {
        cpSync(join(releases, earlier), join(this.folder, "stages", stage), { recursive: true });
      }
      this.#project.write({
        [`stages/${stage}/shop/__init__.py`]: "",
        [`stages/${stage}/shop/migrations/__init__.py`]: "",
      });
    }
  }

  get folder(): string {
    return this.#project.folder;
  }

  /** What somebody would write who did not know better. */
  edit(path: string, from: string, to: string): void {
    const text = this.#project.read(path);
    if (!text.includes(from)) throw new Error(`${from} is not in ${path}`);
    this.#project.write({ [path]: text.replaceAll(from, to) });
  }

  run(stage: Stage, ...args: readonly string[]): Outcome {
    return this.#project.run(args, { STAGE: stage });
  }

  /** Runs source text that sets Django up by itself. */
  python(stage: Stage, source: string): Outcome {
    return this.#project.run(["-c", source], { STAGE: stage, DJANGO_SETTINGS_MODULE: "config.settings" });
  }

  manage(stage: Stage, ...args: readonly string[]): Outcome {
    return this.run(stage, "manage.py", ...args);
  }
}

const SETTINGS = `${dedent(`
  import os
  import sys

  sys.path.insert(0, str(Path(__file__).parent.parent / "stages" / os.environ["STAGE"]))
  INSTALLED_APPS += ["config.encrypted_fields", "shop"]
  FIELD_BLIND_INDEX_KEYS = ["aW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW4="]
  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
`)}\n`;
