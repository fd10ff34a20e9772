import { describe, expect, it } from "vitest";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock } from "./ports.ts";
import { Workspace } from "./workspace.ts";

const clock: Clock = { now: () => 0, pause: () => Promise.resolve() };

const model = (name: string, field: string, base = "models.Model"): string =>
  `from django.db import models\n\nclass ${name}(${base}):\n    ${field} = models.CharField(max_length=20)\n`;

function scene(): { files: MemoryFileSystem; store: MemoryCacheStore; opened: () => Workspace } {
  const files = new MemoryFileSystem([
    ["a/models.py", model("Customer", "national_id")],
    ["b/models.py", model("Order", "color", "Customer")],
    ["b/views.py", "x = 1\n"],
    ["fieldguard.yml", "rules: { storage/plaintext-field: error }\n"],
    ["requirements.txt", "Django\n"],
  ]);
  const store = new MemoryCacheStore(files);
  return { files, store, opened: () => new Workspace({ fileSystem: files, clock, cacheStore: store }) };
}

/** All that a workspace says of its files. */
function said(workspace: Workspace): unknown {
  return {
    analyses: workspace.analyses(),
    problems: workspace.problems(),
    files: workspace.files,
    project: workspace.project.texts,
  };
}

const python = (files: MemoryFileSystem): number =>
  [...files.reads].reduce((sum, [path, count]) => sum + (path.endsWith(".py") ? count : 0), 0);

describe("the cache of a folder", () => {
  it("says what reading the files would say, and opens none of them", async () => {
    const { files, opened } = scene();
    const first = opened();
    await first.index();
    expect(python(files)).toBe(3);
    const second = opened();
    await second.index();
    expect(python(files)).toBe(3);
    expect(said(second)).toEqual(said(first));
    expect(second.analyses()[0]?.findings).toMatchObject([{ severity: "error" }]);
  });

  it("keeps what files declare by what they inherit from others, too", async () => {
    const { files, opened } = scene();
    files.write("c/patients.py", "from a.models import Customer\n\nclass Patient(Customer):\n    diagnosis = Text()\n");
    files.write("c/fields.py", "from django.db import models\n\nclass Text(models.TextField):\n    pass\n");
    files.write(
      "c/more.py",
      "from a.models import Customer\nfrom c.fields import Text\n\nclass More(Customer):\n    ssn = Text()\n",
    );
    const first = opened();
    await first.index();
    const second = opened();
    files.reads.clear();
    await second.index();
    expect(said(second)).toEqual(said(first));
    expect(files.reads.get("c/more.py") ?? 0).toBe(0);
    // What it was read by may mean something else the next time.
    files.write("c/fields.py", "Text = 5\n");
    files.write("a/models.py", "x = 1\n");
    const third = opened();
    await third.index();
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(said(third)).toEqual(said(fresh));
  });

  it("is read anew once most of what files share in it is of no use any more", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    store.text = store.text!.replace(/"sharedAtFirst":\d+/, '"sharedAtFirst":-1000');
    files.reads.clear();
    await opened().index();
    expect(python(files)).toBe(3);
    files.reads.clear();
    await opened().index();
    expect(python(files)).toBe(0);
  });

  it("costs the reading of a file where what is kept of it cannot be taken up", async () => {
    const { files, store } = scene();
    const errors: string[] = [];
    const opened = (): Workspace =>
      new Workspace({ fileSystem: files, clock, cacheStore: store, onInternalError: (path) => errors.push(path) });
    const first = opened();
    await first.index();
    const broken = (path: string): void => {
      const lines = store.text!.split("\n");
      store.text = lines.map((line) => (line.startsWith(`"${path}"`) ? line.replaceAll('{"', "{") : line)).join("\n");
    };
    broken("a/models.py");
    files.reads.clear();
    const second = opened();
    await second.index();
    expect(said(second)).toEqual(said(first));
    expect([...files.reads.keys()].filter((path) => path.endsWith(".py"))).toEqual(["a/models.py"]);
    expect(errors).toEqual(["a/models.py"]);
    // Of a file that is gone as well.
    broken("a/models.py");
    files.remove("a/models.py");
    const third = opened();
    await third.index();
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(said(third)).toEqual(said(fresh));
    expect(errors).toEqual(["a/models.py", "a/models.py"]);
  });

  it("takes up what is gone with pauses", async () => {
    const { files, store } = scene();
    const paths = Array.from({ length: 60 }, (_, index) => `more/m${index}.py`);
    for (const path of paths) files.write(path, model("More", "ssn"));
    const opened = (by: Clock): Workspace => new Workspace({ fileSystem: files, clock: by, cacheStore: store });
    await opened(clock).index();
    for (const path of paths) files.remove(path);
    let time = 0;
    let pauses = 0;
    const second = opened({
      now: () => (time += 2),
      pause: () => {
        pauses++;
        return Promise.resolve();
      },
    });
    await second.index();
    // The sixty are gone through three times, to read the lines, to take up what is gone, and to write: every fifth look at the clock ends a slice.
    expect(pauses).toBeGreaterThan(3 * 10);
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(said(second)).toEqual(said(fresh));
  });

  it("is not written again when nothing has changed", async () => {
    const { store, opened } = scene();
    await opened().index();
    await opened().index();
    expect(store.writes).toBe(1);
  });

  it("opens what has changed, and that alone", async () => {
    const { files, opened } = scene();
    await opened().index();
    // As long as before.
    files.write("a/models.py", model("Customer", "national_no"));
    files.reads.clear();
    const workspace = opened();
    await workspace.index();
    expect([...files.reads.keys()].filter((path) => path.endsWith(".py"))).toEqual(["a/models.py"]);
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(said(workspace)).toEqual(said(fresh));
  });

  it("knows by its bytes what only looks changed, and then by its stamp again", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    // A check-out writes the same files.
    files.write("a/models.py", model("Customer", "national_id"));
    // Were the file read again, it would not hold this.
    store.text = store.text!.replaceAll("national_id", "passport_no");
    const workspace = opened();
    await workspace.index();
    expect(workspace.analyses()[0]?.file.fields[0]?.field.name).toBe("passport_no");
    files.reads.clear();
    await opened().index();
    expect(python(files)).toBe(0);
  });

  it("opens a file that nothing tells from its next version", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    store.stampOf = (path) => (path === "a/models.py" ? null : files.stampOf(path));
    files.reads.clear();
    await opened().index();
    expect([...files.reads.keys()].filter((path) => path.endsWith(".py"))).toEqual(["a/models.py"]);
  });

  it("forgets what is gone or excluded, and keeps what is open in an editor", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    files.remove("b/views.py");
    files.write(".gitignore", "a/\n");
    const workspace = opened();
    await workspace.openDocument("b/models.py", 1, model("Order", "ssn"));
    await workspace.index();
    const paths = store.text!.split("\n").flatMap((line) => (line.startsWith('"') ? line.split("\t")[0] : []));
    expect(paths).toEqual(['"b/models.py"']);
    expect(store.text).not.toContain("ssn");
  });

  it("never says what a document that is open holds no longer", async () => {
    const { opened } = scene();
    await opened().index();
    const workspace = opened();
    await workspace.openDocument("a/models.py", 1, "x = 1\n");
    await workspace.index();
    expect(workspace.analyses().map(({ path }) => path)).toEqual(["b/models.py"]);
  });

  it("is kept by a reading that ends, not by one that was stopped", async () => {
    const { store, opened } = scene();
    await opened().index({ token: { isCancellationRequested: true } });
    expect(store.writes).toBe(0);
  });

  it("keeps no text of a project's settings or requirements", async () => {
    const { files, store, opened } = scene();
    files.write("shop/settings.py", "SECRET_KEY = 'made up'\n");
    await opened().index();
    expect(store.text).toContain("shop/settings.py");
    expect(store.text).not.toContain("made up");
    const workspace = opened();
    await workspace.index();
    expect(workspace.project.texts.get("shop/settings.py")).toContain("made up");
    expect(store.writes).toBe(1);
  });

  it("keeps which model the settings name for users, as long as no file of the project's says otherwise", async () => {
    const { files, store, opened } = scene();
    const settings = (model: string): string => `AUTH_USER_MODEL = "${model}"\n`;
    files.write("shop/settings.py", settings("a.Customer"));
    files.write("c/models.py", model("Customer", "color"));
    files.write("d/models.py", model("Profile", "user = models.ForeignKey(settings.AUTH_USER_MODEL)\n    notes"));
    await opened().index();
    // Were the settings read again, they would not say this.
    store.text = store.text!.replace('"label":"a.Customer"', '"label":"c.Customer"');
    const target = (workspace: Workspace): string | undefined => {
      const schema = workspace.known("d/models.py")!.file.schema;
      return workspace.lookup.find(schema.entities[0]!.fields[0]!.target!, schema)?.schema.path;
    };
    const second = opened();
    await second.index();
    expect(target(second)).toBe("c/models.py");
    files.write("requirements.txt", "Django==5.2\n");
    const third = opened();
    await third.index();
    expect(target(third)).toBe("a/models.py");
  });

  it("keeps what was found in the settings of production, as long as no file of the project's says otherwise", async () => {
    const { files, store, opened } = scene();
    files.write("manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n');
    files.write("shop/settings.py", "DEBUG = True\nROOT_URLCONF = 'shop.urls'\n");
    const found = async (): Promise<readonly string[]> => {
      const workspace = opened();
      await workspace.index();
      const ofDebug = workspace.settingsFindings.filter(({ rule }) => rule === "settings/debug-on");
      return ofDebug.map(({ message }) => message.slice(0, 7));
    };
    expect(await found()).toEqual(["`DEBUG`"]);
    // Were the settings evaluated again, they would not say this.
    store.text = store.text!.replace('"message":"`DEBUG`', '"message":"altered');
    expect(await found()).toEqual(["altered"]);
    files.write("requirements.txt", "Django==5.2\n");
    expect(await found()).toEqual(["`DEBUG`"]);
    store.text = store.text.replace('"message":"`DEBUG`', '"message":"altered');
    files.write("fieldguard.yml", "rules: { settings/debug-on: off }\n");
    expect(await found()).toEqual([]);
  });

  it("keeps where settings lead to, as long as no file of the project's says otherwise", async () => {
    const { files, store, opened } = scene();
    files.write("manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n');
    files.write("shop/settings.py", "from .keys import SECRET_KEY\nfrom .mail import EMAIL_HOST\n");
    files.write("shop/keys.py", "SECRET_KEY = 'made up'\n");
    files.write("shop/mail.py", "EMAIL_HOST = 'localhost'\n");
    const led = async (workspace = opened()): Promise<string> => {
      await workspace.index();
      const paths = [...workspace.project.texts.keys()].filter((path) => path.startsWith("shop/"));
      return paths
        .map((path) => path.slice("shop/".length, -".py".length))
        .sort()
        .join(" ");
    };
    expect(await led()).toBe("keys mail settings");
    expect(await led()).toBe("keys mail settings");
    expect(store.writes).toBe(1);
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    // Were the settings looked into again, they would not lead there alone.
    const texts = JSON.stringify([...fresh.project.texts].filter(([path]) => path !== "shop/mail.py").sort());
    const ledTo = { texts: store.hashOf(new TextEncoder().encode(texts)), places: ["shop/keys.py"] };
    store.text = store.text!.replace(/"ledTo":\{[^}]*\}/, `"ledTo":${JSON.stringify(ledTo)}`);
    expect(await led()).toBe("keys settings");
    files.write("shop/mail.py", "from .more import EMAIL_HOST\n");
    files.write("shop/keys.py", "SECRET_KEY = 'another'\n");
    files.write("shop/more.py", "EMAIL_HOST = 'localhost'\n");
    expect(await led()).toBe("keys mail more settings");
    files.remove("shop/mail.py");
    expect(await led()).toBe("keys settings");
    files.write("shop/mail.py", "EMAIL_HOST = 'localhost'\n");
    expect(await led()).toBe("keys mail settings");
    files.write("shop/settings.py", "from .keys import SECRET_KEY\n");
    const workspace = opened();
    expect(await led(workspace)).toBe("keys settings");
    files.write("shop/settings.py", "from .mail import EMAIL_HOST\n");
    expect(await led(workspace)).toBe("mail settings");
  });

  it("takes any path for what it is", async () => {
    const { files, opened } = scene();
    const path = 'a\t"b"\n/models.py';
    files.write(path, model("Patient", "diagnosis"));
    await opened().index();
    files.reads.clear();
    const workspace = opened();
    await workspace.index();
    expect(workspace.analyses().map((analysis) => analysis.path)).toContain(path);
    expect(python(files)).toBe(0);
  });

  it("says the same of numbers too large for JSON", async () => {
    const { files, opened } = scene();
    files.write("a/models.py", model("Customer", "ssn").replace("20", "20, default=1e999"));
    const first = opened();
    await first.index();
    const second = opened();
    await second.index();
    expect(said(second)).toEqual(said(first));
  });
});

/** A reason that only the cache can have given. */
const FROM_CACHE = "made up";

describe("decisions in the cache", () => {
  const child = "from a.models import Customer\n\nclass Child(Customer):\n    national_id = models.CharField()\n";

  /** What has been kept says of each national id that it is made up. */
  async function kept(): Promise<ReturnType<typeof scene>> {
    const made = scene();
    made.files.write("c/models.py", model("Patient", "national_id"));
    made.files.write("d/models.py", `from django.db import models\n${child}`);
    made.files.write("gdpr.yml", "models: { a.Customer: { fields: { national_id: { pii: true } } } }\n");
    await made.opened().index();
    const { store } = made;
    store.text = store.text!.replaceAll("the name says “national id”", FROM_CACHE);
    return made;
  }

  async function fromCache({ files, opened }: Awaited<ReturnType<typeof kept>>): Promise<readonly string[]> {
    const workspace = opened();
    await workspace.index();
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(workspace.analyses().map(({ findings }) => findings)).toEqual(
      fresh.analyses().map(({ findings }) => findings),
    );
    const says = (path: string): string => JSON.stringify(workspace.known(path)?.file.fields);
    return workspace.analyses().flatMap(({ path }) => (says(path).includes(FROM_CACHE) ? path : []));
  }

  it("hold as long as nothing has changed", async () => {
    const made = await kept();
    expect(await fromCache(made)).toEqual(["a/models.py", "c/models.py", "d/models.py"]);
    expect(made.store.writes).toBe(1);
  });

  it("are made anew where a file has changed, and where one speaks of what it declares", async () => {
    const made = await kept();
    made.files.write("a/models.py", model("Customer", "national_id").replace("20", "20, help_text='of a company'"));
    expect(await fromCache(made)).toEqual(["c/models.py", "d/models.py"]);
    made.files.write("a/models.py", `${model("Customer", "national_id")}    iban = models.TextField()\n`);
    expect(await fromCache(made)).toEqual(["c/models.py"]);
    made.files.remove("a/models.py");
    expect(await fromCache(made)).toEqual(["c/models.py"]);
  });

  it("are made anew where a name leads to another file now", async () => {
    const made = await kept();
    made.files.write("a/models/__init__.py", "from c.models import Patient as Customer\n");
    expect(await fromCache(made)).toEqual(["a/models.py", "c/models.py"]);
  });

  it.each([
    ["the policy", "fieldguard.yml", "words: { color: null }\n"],
    [
      "what is declared for other tools",
      "gdpr.yml",
      "models: { c.Patient: { fields: { national_id: { pii: false } } } }\n",
    ],
    ["that nothing is declared for other tools", "gdpr.yml", "\n"],
  ])("are made anew by %s", async (_what, path, text) => {
    const made = await kept();
    made.files.write(path, text);
    expect(await fromCache(made)).toEqual([]);
  });

  it("are not those that an open document has led to", async () => {
    const { files, opened } = await kept();
    const first = opened();
    await first.openDocument("a/models.py", 1, model("Customer", "diagnosis"));
    await first.index();
    const again = opened();
    await again.index();
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    const decided = (workspace: Workspace): unknown => workspace.known("d/models.py")?.file;
    expect(decided(again)).toEqual(decided(fresh));
  });

  it("are told once: a folder that is read again tells of what has changed alone", async () => {
    const { files, opened } = await kept();
    const workspace = opened();
    await workspace.index();
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    await workspace.index();
    expect(told).toEqual([]);
    files.write("b/models.py", model("Order", "ssn"));
    await workspace.index();
    expect(told).toEqual(["b/models.py"]);
  });
});
