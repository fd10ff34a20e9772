import { describe, expect, it } from "vitest";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock } from "./ports.ts";
import { scanReport } from "./scanReport.ts";
import { Workspace } from "./workspace.ts";

const CLOCK: Clock = { now: () => 0, pause: () => Promise.resolve() };
const MANAGE = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const settings = (keys: string): string => `INSTALLED_APPS = ["shop"]\nFERNET_KEYS = ${keys}\n`;
const WRITTEN = settings('["a-key-that-nobody-may-see"]');
const READ = settings('[os.environ["FERNET_KEY"]]');
const models = (field: string): string =>
  `from django.db import models\nfrom fernet_fields import EncryptedCharField\n\nclass Customer(models.Model):\n    phone = ${field}(max_length=20)\n`;
const ENCRYPTED = models("EncryptedCharField");
const FOUND = ["keys/hard-coded-key@config/settings.py#FERNET_KEYS"];

function opened(texts: Readonly<Record<string, string>> = {}): Workspace {
  const files = { "manage.py": MANAGE, "config/settings.py": WRITTEN, "shop/models.py": ENCRYPTED, ...texts };
  return new Workspace({ fileSystem: new MemoryFileSystem(Object.entries(files)), clock: CLOCK });
}

function found({ settingsFindings }: Workspace): readonly string[] {
  return settingsFindings.map(({ fingerprint }) => fingerprint);
}

describe("findings about settings", () => {
  it("follow settings and models as they are typed, and are told where they stand", async () => {
    const workspace = opened();
    await workspace.index();
    expect(found(workspace)).toEqual(FOUND);
    const told: string[] = [];
    workspace.onDidChange(({ paths, kind }) => {
      if (paths.has("config/settings.py")) told.push(`${kind} ${workspace.settingsFindings.length}`);
    });
    await workspace.openDocument("config/settings.py", 1, READ);
    expect(found(workspace)).toEqual([]);
    await workspace.changeDocument("config/settings.py", 2, WRITTEN);
    expect(found(workspace)).toEqual(FOUND);
    await workspace.openDocument("shop/models.py", 1, models("models.CharField"));
    expect(found(workspace)).toEqual([]);
    await workspace.closeDocument("shop/models.py");
    expect(found(workspace)).toEqual(FOUND);
    expect(told).toEqual(["judgements 0", "judgements 1", "judgements 0", "judgements 1"]);
  });

  it("follow settings to where no file is called so", async () => {
    const text = "from .values import *\nINSTALLED_APPS = []\n";
    const files = new MemoryFileSystem([
      ["config/production.py", text],
      ["config/values.py", "DEBUG = True\n"],
      ["zz/Dockerfile", "ENV DJANGO_SETTINGS_MODULE=config.production\n"],
    ]);
    const store = new MemoryCacheStore(files);
    const opened = (): Workspace => new Workspace({ fileSystem: files, clock: CLOCK, cacheStore: store });
    const workspace = opened();
    await workspace.index();
    const FOUND = ["settings/debug-on@config/values.py#DEBUG"];
    expect(found(workspace)).toEqual(FOUND);
    const again = opened();
    await again.index();
    expect(found(again)).toEqual(FOUND);

    files.write("config/values.py", "DEBUG = False\n");
    await workspace.filesChanged(["config/values.py"]);
    expect(found(workspace)).toEqual([]);
    await workspace.openDocument("config/values.py", 1, "DEBUG = True\n");
    expect(found(workspace)).toEqual(FOUND);
    files.write("zz/Dockerfile", "ENV DJANGO_SETTINGS_MODULE=config.others\n");
    await workspace.filesChanged(["zz/Dockerfile"]);
    expect(found(workspace)).toEqual([]);
    files.write("config/others.py", text);
    await workspace.filesChanged(["config/others.py"]);
    expect(found(workspace)).toEqual(FOUND);
    files.remove("config/others.py");
    await workspace.filesChanged(["config/others.py"]);
    expect(found(workspace)).toEqual([]);
    await workspace.openDocument("config/others.py", 1, text);
    expect(found(workspace)).toEqual(FOUND);
  });

  it("heed the policy", async () => {
    const workspace = opened();
    await workspace.index();
    await workspace.openDocument("fieldguard.yml", 1, "rules:\n  keys/hard-coded-key: error\n");
    expect(workspace.settingsFindings.map(({ severity }) => severity)).toEqual(["error"]);
    await workspace.changeDocument("fieldguard.yml", 2, "rules:\n  keys/hard-coded-key: off\n");
    expect(found(workspace)).toEqual([]);
  });

  it.each(["aa", "zz"])("tell the worst that happens to any field, whichever file was read first (%s)", async (app) => {
    const files = new MemoryFileSystem([
      ["manage.py", MANAGE],
      ["requirements.txt", "django-fernet-encrypted-fields==0.4.0\ndjango-cryptography-django5==2.2\n"],
      ["config/settings.py", 'SECRET_KEY = os.environ["S"]\nSECRET_KEY_FALLBACKS = ["older"]\n'],
      // What this package encrypted is still read with the older key.
      [
        "mm/models.py",
        "from django.db import models\nfrom encrypted_fields.fields import EncryptedCharField\n\nclass A(models.Model):\n    ssn = EncryptedCharField(max_length=9)\n",
      ],
    ]);
    const open = async (): Promise<Workspace> => {
      const workspace = new Workspace({ fileSystem: files, clock: CLOCK });
      await workspace.index();
      return workspace;
    };
    const edited = await open();
    for (const [folder, model] of [
      [app, "P"],
      ["yy", "Q"],
    ]) {
      files.write(
        `${folder}/models.py`,
        `from django.db import models\nfrom django_cryptography.fields import encrypt\n\nclass ${model}(models.Model):\n    ssn = encrypt(models.CharField(max_length=9))\n`,
      );
      await edited.filesChanged([`${folder}/models.py`]);
    }
    await edited.whenIndexed();
    const rotated = edited.settingsFindings.filter(({ rule }) => rule === "keys/secret-key-rotated");
    expect(rotated.map(({ severity }) => severity)).toEqual(["error"]);
    expect(edited.settingsFindings).toEqual((await open()).settingsFindings);
  });

  it("are reported once, without any part of a value", async () => {
    const report = async (workspace: Workspace, wanted: string) => {
      await workspace.index();
      const options = { version: "1.2.3", isCounted: () => true, isWhole: true };
      return scanReport(workspace, { ...options, isWanted: (path) => path.startsWith(wanted) });
    };
    const { files } = await report(opened(), "");
    expect(files.map(({ file, findings }) => `${file.schema.path} ${findings.length}`)).toEqual([
      "config/settings.py 1",
      "shop/models.py 0",
    ]);
    expect(files[0]!.text).toContain("FERNET_KEYS = …");
    expect(JSON.stringify(files)).not.toContain("nobody-may-see");
    // Nor of what stands before it in its line.
    const crowded = { "config/settings.py": WRITTEN.replace("FERNET_KEYS", 'X = "nobody-may-see"; FERNET_KEYS') };
    const [line] = (await report(opened(crowded), "")).files.map(({ text }) => text);
    expect(line).toContain("FERNET_KEYS = …");
    expect(line).not.toContain("nobody-may-see");
    expect((await report(opened(), "shop")).files.map(({ file }) => file.schema.path)).toEqual(["shop/models.py"]);
  });

  it("are not looked for in settings that are made for tests, nor for models in tests", async () => {
    const inTests = { "manage.py": MANAGE.replace("config.", "tests."), "tests/settings.py": WRITTEN };
    const ofTests = { "shop/models.py": models("models.CharField"), "tests/models.py": ENCRYPTED };
    for (const texts of [{ ...inTests, "config/settings.py": "" }, ofTests]) {
      const workspace = opened(texts);
      await workspace.index();
      expect(found(workspace)).toEqual([]);
    }
  });
});
