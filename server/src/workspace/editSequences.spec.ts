import { expect, it } from "vitest";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { Random } from "../../../test/support/random.ts";
import type { Clock } from "./ports.ts";
import { Workspace } from "./workspace.ts";

/**
 * A project of 200 files is edited, moved, checked out and configured at random. After each step the workspace that was
 * there from the beginning has to say the same as one that looks at the folder for the first time, and as one that has the
 * cache. `FIELDGUARD_SEQUENCE_STEPS` and `FIELDGUARD_SEQUENCE_SEED` make it another sequence; a failure names its step.
 */
const STEPS = Number(process.env.FIELDGUARD_SEQUENCE_STEPS ?? 60);
const SEED = Number(process.env.FIELDGUARD_SEQUENCE_SEED ?? 2);
const FILES = 200;

/** Slices end after a few looks, so that files are taken in in many of them. */
class StepClock implements Clock {
  #time = 0;
  now(): number {
    return ++this.#time;
  }
  async pause(): Promise<void> {
    await Promise.resolve();
  }
}

const FOLDERS = ["", "shop", "shop/api", "people", "people/core", "local", "legacy", "env/lib"];
const NAMES = ["Person", "Customer", "Order", "Invoice", "Device", "Visit"];
const FIELDS = ["national_id", "passport_number", "email", "color", "diagnosis", "iban", "name", "notes", "status"];
/** A policy that cannot be read is not among them: the one before stays in force, which a fresh look cannot know. */
const OTHER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  "fieldguard.yml": [
    "rules: { storage/plaintext-field: error }\n",
    "exclude: [legacy]\n",
    "exclude: ['**/api/**']\nwords: { color: null }\n",
    "entities: { Device: person }\n",
    "fields: { Customer.national_id: { category: null, reason: made up } }\n",
  ],
  ".gitignore": ["local/\n", "*.gen.py\n", "people/*\n!people/core\n", ""],
  "shop/.gitignore": ["m1*.py\n", ""],
  "env/pyvenv.cfg": ["home = /usr\n"],
  "requirements.txt": ["Django==5.0\n", "Django\ndjango-gdpr-assist\n", "cryptography\n"],
  "gdpr.yml": ["models: { shop.Customer: { fields: { email: { pii: false } } } }\n", "models: {}\n"],
  "shop/settings.py": ["AUTH_USER_MODEL = 'people.Person'\n", "DEBUG = True\n", "AUTH_USER_MODEL = "],
  // Settings that nothing but a Dockerfile tells to be that.
  Dockerfile: ["ENV DJANGO_SETTINGS_MODULE=people.live\n", "ENV DJANGO_SETTINGS_MODULE=shop.settings\n"],
  "people/live.py": ["from .values import *\n", "AUTH_USER_MODEL = 'shop.Customer'\nDEBUG = True\n"],
  "people/values.py": ["AUTH_USER_MODEL = 'people.Order'\nDEBUG = True\n", "DEBUG = False\n"],
  "manage.py": ["import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"],
};

function modelsText(random: Random): string {
  const classes = Array.from({ length: 1 + random.below(2) }, () => {
    const name = random.of(NAMES)!;
    const base = random.below(3) === 0 ? random.of(NAMES)! : "models.Model";
    const fields = random.shuffled(FIELDS).slice(0, 1 + random.below(3));
    const lines = fields.map((field) => `    ${field} = models.CharField(max_length=20)\n`);
    const relation = `    owner = models.ForeignKey("${random.of(NAMES)!}", on_delete=models.CASCADE)\n`;
    const meta = random.below(4) === 0 ? "\n    class Meta:\n        abstract = True\n" : "";
    return `class ${name}(${base}):\n${lines.join("")}${random.below(2) === 0 ? relation : ""}${meta}`;
  });
  const imports = random.below(3) === 0 ? `from shop.models import ${random.of(NAMES)!}\n` : "";
  return `from django.db import models\n${imports}\n${classes.join("\n\n")}`;
}

function pythonText(random: Random): string {
  const text = modelsText(random);
  switch (random.below(12)) {
    case 0:
      return `def index(request, customer):\n    return request.user.email, customer.${random.of(FIELDS)!}\n`;
    case 4:
      return `from ${anyModule(random)} import ${random.of(NAMES)!} as ${random.of(NAMES)!}\n`;
    case 5:
    case 6:
      return usingText(random);
    case 1:
      return "from .models import *\n";
    case 2:
      // Half typed.
      return text.slice(0, random.below(text.length));
    case 3:
      return `${text}    ssn = models.CharField(\n`;
    default:
      return text;
  }
}

/** Of a name that may lead through modules which declare nothing. */
function usingText(random: Random): string {
  const name = random.of(NAMES)!;
  const own = random.below(2) === 0 ? `\n\n${modelsText(random)}` : "";
  return `from ${anyModule(random)} import ${name}\n\n\ndef find():\n    return ${name}.objects.get(${random.of(FIELDS)!}=1)\n${own}`;
}

/** Few, so that names lead on from there. */
function anyModule(random: Random): string {
  const folder = random.of(FOLDERS)!.replaceAll("/", ".");
  const name = random.of(["m0", "m1", "m2", "m3", "models"])!;
  return folder === "" ? name : `${folder}.${name}`;
}

function anyPath(random: Random): string {
  return random.below(8) === 0 ? random.of(Object.keys(OTHER_TEXTS))! : anyPythonPath(random);
}

function anyPythonPath(random: Random): string {
  const folder = random.of(FOLDERS)!;
  const name = random.of([`m${random.below(FILES / FOLDERS.length)}.py`, "models.py", "__init__.py", "a.gen.py"])!;
  return folder === "" ? name : `${folder}/${name}`;
}

const textFor = (path: string, random: Random): string =>
  OTHER_TEXTS[path] ? random.of(OTHER_TEXTS[path])! : pythonText(random);

class Scene {
  readonly files = new MemoryFileSystem();
  readonly store = new MemoryCacheStore(this.files);
  readonly documents = new Map<string, string>();
  readonly workspace: Workspace;
  readonly #texts = new Map<string, string>();
  readonly #random: Random;
  #version = 0;

  constructor(random: Random) {
    this.#random = random;
    for (let index = 0; index < FILES; index++) {
      const folder = FOLDERS[index % FOLDERS.length]!;
      const path = `m${Math.floor(index / FOLDERS.length)}.py`;
      this.#write(folder === "" ? path : `${folder}/${path}`, pythonText(random));
    }
    this.workspace = new Workspace({ fileSystem: this.files, clock: new StepClock(), cacheStore: this.store });
  }

  /** Does something, tells of it as an editor would, and says what it was. */
  async step(): Promise<string> {
    const random = this.#random;
    switch (random.below(10)) {
      case 0:
      case 1: {
        const path = anyPath(random);
        this.#write(path, textFor(path, random));
        await this.workspace.filesChanged([path]);
        return `write ${path}`;
      }
      case 2: {
        const path = random.of([...this.#texts.keys()])!;
        this.#remove(path);
        await this.workspace.filesChanged([path]);
        return `remove ${path}`;
      }
      case 3:
        return this.#move(random.of([...this.#texts.keys()])!, anyPythonPath(random));
      case 4: {
        const [from, to] = [random.of(FOLDERS.slice(1))!, random.of([...FOLDERS.slice(1), "moved"])!];
        return this.#move(from, to);
      }
      case 5: {
        // A branch is checked out: many files at once, some of them as they were.
        const paths = Array.from({ length: 1 + random.below(60) }, () => anyPath(random));
        for (const path of paths) {
          if (random.below(4) === 0) this.#remove(path);
          else this.#write(path, random.below(3) > 0 ? textFor(path, random) : (this.#texts.get(path) ?? ""));
        }
        await this.workspace.filesChanged(random.shuffled(paths));
        return `check out ${paths.join(" ")}`;
      }
      case 6: {
        const path = random.below(2) === 0 ? random.of([...this.#texts.keys()])! : anyPath(random);
        const text = this.#texts.get(path) ?? textFor(path, random);
        this.documents.set(path, text);
        await this.workspace.openDocument(path, ++this.#version, text);
        return `open ${path}`;
      }
      case 7: {
        const path = random.of([...this.documents.keys()]);
        if (path === undefined) return "nothing";
        const text = textFor(path, random);
        this.documents.set(path, text);
        await this.workspace.changeDocument(path, ++this.#version, text);
        if (random.below(2) === 0) return `type in ${path}`;
        this.#write(path, text);
        await this.workspace.filesChanged([path]);
        return `save ${path}`;
      }
      case 8: {
        const path = random.of([...this.documents.keys()]);
        if (path === undefined) return "nothing";
        this.documents.delete(path);
        await this.workspace.closeDocument(path);
        return `close ${path}`;
      }
      default:
        await this.workspace.index();
        return "scan";
    }
  }

  /** Another workspace on the same files and documents. */
  async fresh(withCache: boolean): Promise<Workspace> {
    const cacheStore = withCache
      ? { ...memoryOf(this.store), stampOf: (path: string) => this.files.stampOf(path) }
      : null;
    const workspace = new Workspace({ fileSystem: this.files, clock: new StepClock(), cacheStore });
    for (const [path, text] of this.documents) await workspace.openDocument(path, 1, text);
    await workspace.index();
    return workspace;
  }

  async #move(from: string, to: string): Promise<string> {
    const moved = [...this.#texts].filter(([path]) => path === from || path.startsWith(`${from}/`));
    for (const [path, text] of moved) {
      this.#remove(path);
      this.#write(to + path.slice(from.length), text);
    }
    await this.workspace.filesChanged([from, to]);
    return `move ${from} to ${to}`;
  }

  #write(path: string, text: string): void {
    // A file and a folder cannot have the same name.
    for (let folder = path; folder.includes("/");) {
      folder = folder.slice(0, folder.lastIndexOf("/"));
      if (this.#texts.has(folder)) return;
    }
    if ([...this.#texts.keys()].some((other) => other.startsWith(`${path}/`))) return;
    this.files.write(path, text);
    this.#texts.set(path, text);
  }

  #remove(path: string): void {
    this.files.remove(path);
    for (const other of [...this.#texts.keys()]) {
      if (other === path || other.startsWith(`${path}/`)) this.#texts.delete(other);
    }
  }
}

/** What is kept, without writing there: the next step must find what the edited workspace has kept. */
function memoryOf(store: MemoryCacheStore): Pick<MemoryCacheStore, "read" | "write" | "hashOf"> {
  return { read: (part) => store.read(part), write: () => Promise.resolve(), hashOf: (bytes) => store.hashOf(bytes) };
}

/** All that a workspace says, but for versions of documents. */
async function said(workspace: Workspace): Promise<unknown> {
  // A document is looked at when somebody asks, and what it declares may then concern other files.
  workspace.analyses();
  await workspace.whenIndexed();
  await workspace.uses.refresh();
  return {
    uses: usesIn(workspace),
    analyses: workspace.analyses().map(({ path, file, findings }) => ({ path, file, findings })),
    problems: workspace.problems(),
    unused: workspace.unusedEntries(),
    settings: workspace.settingsFindings,
    files: workspace.files,
    policy: [workspace.policyPath, workspace.policy],
    texts: new Map([...workspace.project.texts].sort()),
  };
}

/** Of each sensitive field where it is used. */
function usesIn(workspace: Workspace): unknown {
  return workspace
    .analyses()
    .flatMap(({ path, file }) =>
      file.fields
        .filter(({ classification }) => classification.verdict === "sensitive")
        .map(({ entity, field }) => workspace.uses.known(path, entity.name, field.name)),
    );
}

it(
  `the workspace agrees with a fresh look after each of ${STEPS} random steps (seed ${SEED})`,
  async () => {
    const scene = new Scene(new Random(SEED));
    await scene.workspace.index();
    const steps: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      steps.push(await scene.step());
      const expected = await said(await scene.fresh(false));
      const what = `step ${step}: ${steps.slice(-3).join("; ")}`;
      expect(await said(scene.workspace), what).toEqual(expected);
      expect(await said(await scene.fresh(true)), `with the cache, ${what}`).toEqual(expected);
    }
  },
  1000 * 60 * 60,
);
