import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { SHOP } from "../../../test/support/uses.ts";
import { Workspace } from "./workspace.ts";

const clock = { now: () => 0, pause: () => Promise.resolve() };
const VIEWS = 'from shop.models import Customer\nCustomer.objects.filter(email="x")\n';
const models = parseFixture(SHOP).files.get("shop/models.py")!;

function scene(): { files: MemoryFileSystem; store: MemoryCacheStore; opened: () => Promise<Workspace> } {
  const files = new MemoryFileSystem([
    ["shop/models.py", models],
    ["shop/views.py", VIEWS],
    ["shop/other.py", "print(1)\n"],
    ["shop/templates/customer.html", "{{ customer.email }}"],
  ]);
  const store = new MemoryCacheStore(files);
  const opened = async (): Promise<Workspace> => {
    const workspace = new Workspace({ fileSystem: files, clock, cacheStore: store });
    await workspace.index();
    return workspace;
  };
  return { files, store, opened };
}

/** Where the customer's field is used, and which files were opened to know that. */
async function asked(files: MemoryFileSystem, workspace: Workspace, field = "email"): Promise<readonly unknown[]> {
  files.reads.clear();
  await workspace.uses.refresh();
  const known = workspace.uses.known("shop/models.py", "Customer", field);
  return [known?.uses.map(({ path, use, lines }) => `${path} ${use.kind} ${lines.length}`), [...files.reads.keys()]];
}

const USES = ["shop/templates/customer.html template 1", "shop/views.py lookup 3"];
const ALL = ["shop/models.py", "shop/other.py", "shop/views.py", "shop/templates/customer.html"];

describe("the uses in the cache", () => {
  it("are those that searching the files has found, and none is opened", async () => {
    const { files, store, opened } = scene();
    expect(await asked(files, await opened())).toEqual([USES, ALL]);
    expect(await asked(files, await opened())).toEqual([USES, []]);
    expect(store.writes).toBe(2);
  });

  it("come with the apps that the settings install, until a file of the project's says otherwise", async () => {
    const { files, store, opened } = scene();
    files.write("manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n');
    files.write("config/settings.py", 'INSTALLED_APPS = ["django.contrib.auth"]\n');
    const apps = async (): Promise<readonly string[]> => {
      const workspace = await opened();
      await workspace.uses.refresh();
      return [...new Set(workspace.installedModels().map(({ app }) => app))];
    };
    expect(await apps()).toEqual(["auth"]);
    const { writes } = store;
    expect(await apps()).toEqual(["auth"]);
    expect(store.writes).toBe(writes);
    // Kept, and not found again.
    const kept = store.texts.get("uses")!;
    store.texts.set("uses", kept.replace('"names":["django.contrib.auth"]', '"names":[]'));
    expect(await apps()).toEqual([]);
    files.write("config/settings.py", 'INSTALLED_APPS = ["django.contrib.auth", "django.contrib.admin"]\n');
    expect(await apps()).toEqual(["auth"]);
  });

  it("come with what functions of other modules do with what they are handed", async () => {
    const { files, opened } = scene();
    files.write("shop/other.py", "\n\ndef tell(text):\n    print(text)\n");
    const views = "from shop.models import Customer\nfrom .other import tell\ndef f(c: Customer):\n    tell(c.email)\n";
    files.write("shop/views.py", views);
    const found = async (): Promise<readonly unknown[]> => {
      const workspace = await opened();
      const [, reads] = await asked(files, workspace);
      const leaks = workspace.leaksIn("shop/views.py").map(({ rule, related }) => [rule, related]);
      return [leaks, reads];
    };
    const [cold, reads] = await found();
    expect(reads).toContain("shop/other.py");
    expect(cold).toMatchObject([["log/printed-value", [{ path: "shop/other.py", start: { line: 3 } }]]]);
    expect(await found()).toEqual([cold, []]);
    // Another function of the same module.
    files.write("shop/other.py", "\n\ndef tell(text):\n    print(text)\ndef show(text):\n    print(text)\n");
    await found();
    files.write("shop/views.py", views.replaceAll("tell", "show"));
    expect(await found()).toMatchObject([
      [["log/printed-value", [{ path: "shop/other.py", start: { line: 5 } }]]],
      ["shop/views.py", "shop/other.py"],
    ]);
  });

  it("come with what modules bind that names of uses lead through", async () => {
    const { files, opened } = scene();
    files.write("shop/people/__init__.py", "from ..models import Customer\n");
    files.write("shop/views.py", VIEWS.replace("shop.models", "shop.people"));
    const [cold, reads] = await asked(files, await opened());
    expect(cold).toEqual(USES);
    expect(reads).toContain("shop/people/__init__.py");
    expect(await asked(files, await opened())).toEqual([USES, []]);
    files.write("shop/people/__init__.py", "from ..models import Other as Customer\n");
    const [, again] = await asked(files, await opened());
    expect(again).toEqual(["shop/people/__init__.py"]);
  });

  it("are searched for in what has changed, and in that alone", async () => {
    const { files, opened } = scene();
    await asked(files, await opened());
    files.write("shop/views.py", VIEWS.replace('filter(email="x")', 'order_by("email")'));
    files.remove("shop/templates/customer.html");
    files.write("shop/more.py", VIEWS);
    const changed = ["shop/more.py lookup 3", "shop/views.py ordering 3"];
    expect(await asked(files, await opened())).toEqual([changed, ["shop/more.py", "shop/views.py"]]);
    expect(await asked(files, await opened())).toEqual([changed, []]);
  });

  it("are searched for a field that has become sensitive", async () => {
    const { files, opened } = scene();
    files.write("shop/views.py", VIEWS.replace("email", "phone_number"));
    await asked(files, await opened());
    files.write("shop/models.py", models.replace("email = models.EmailField()", "phone_number = models.CharField()"));
    const [found] = await asked(files, await opened(), "phone_number");
    expect(found).toEqual(["shop/views.py lookup 3"]);
    expect(await asked(files, await opened(), "phone_number")).toEqual([found, []]);
  });

  it("hang on what is sensitive now alone, whatever was before", async () => {
    const { files, opened } = scene();
    const encrypted = (field: string): string =>
      `from django.db import models\nfrom fernet_fields import EncryptedCharField\nfrom shop.managers import CustomerManager\n\nclass Customer(models.Model):\n    ${field} = EncryptedCharField(max_length=11)\n    objects = CustomerManager()\n`;
    files.write("shop/models.py", encrypted("email"));
    files.write(
      "shop/managers.py",
      "from django.db import models\n\nclass CustomerManager(models.Manager):\n    def by(self, value):\n        return self.filter(email=value)\n",
    );
    // With a manager of the same name, and no name of a field that is sensitive for long.
    const other = (field: string): string =>
      `from django.db import models\n\nclass Account(models.Model):\n    ${field} = models.CharField(max_length=30)\n`;
    files.write("bank/models.py", other("iban"));
    files.write(
      "bank/shops.py",
      "from django.db import models\nfrom bank.managers import CustomerManager\n\nclass Shop(models.Model):\n    title = models.CharField(max_length=9)  # no iban\n    objects = CustomerManager()\n",
    );
    const found = async (workspace: Workspace): Promise<unknown> => {
      await workspace.uses.refresh();
      const uses = workspace.uses.known("shop/models.py", "Customer", "email")?.uses;
      return uses?.map(({ path, certainty }) => `${path} ${certainty}`);
    };
    const edited = await opened();
    await found(edited);
    files.write("bank/models.py", other("color"));
    const cold = new Workspace({ fileSystem: files, clock });
    await cold.index();
    const expected = await found(cold);
    expect(expected).toContain("shop/managers.py sure");
    expect(await found(await opened())).toEqual(expected);
    await edited.filesChanged(["bank/models.py"]);
    expect(await found(edited)).toEqual(expected);
    expect(await asked(files, await opened())).toEqual([expect.anything(), []]);
  });

  it("are not those of an open document", async () => {
    const { files, opened } = scene();
    const first = await opened();
    await first.openDocument("shop/views.py", 1, "");
    expect(await asked(files, first)).toEqual([USES.slice(0, 1), expect.anything()]);
    expect(await asked(files, await opened())).toEqual([USES, ["shop/views.py"]]);
    const last = await opened();
    await last.openDocument("shop/views.py", 1, "");
    expect(await asked(files, last)).toEqual([USES.slice(0, 1), []]);
  });

  it("are not believed of a file that nothing tells from its next version", async () => {
    const { files, store, opened } = scene();
    await asked(files, await opened());
    store.stampOf = (path) => (path === "shop/views.py" ? null : files.stampOf(path));
    expect(await asked(files, await opened())).toEqual([USES, ["shop/views.py"]]);
  });

  it("are searched for anew where smaller or larger files are read", async () => {
    const { files, opened } = scene();
    await asked(files, await opened());
    files.write("fieldguard.yml", "limits: { megabytes: 1 }\n");
    expect(await asked(files, await opened())).toEqual([USES, ALL]);
  });

  it("are searched for anew once most names are of no use any more", async () => {
    const { files, store, opened } = scene();
    await asked(files, await opened());
    const text = store.texts.get("uses")!;
    store.texts.set("uses", text.replace(/"soughtAtFirst":\d+/, '"soughtAtFirst":-100'));
    expect(await asked(files, await opened())).toEqual([USES, ALL]);
    expect(await asked(files, await opened())).toEqual([USES, []]);
  });

  it("lose one file where what is kept of it cannot be taken up", async () => {
    const { files, store, opened } = scene();
    await asked(files, await opened());
    store.texts.set("uses", store.texts.get("uses")!.replace(/(?<="shop\/views\.py"\t.*\t)\{/, ""));
    const errors: string[] = [];
    const onInternalError = (path: string): number => errors.push(path);
    const workspace = new Workspace({ fileSystem: files, clock, cacheStore: store, onInternalError });
    await workspace.index();
    expect(await asked(files, workspace)).toEqual([USES, ["shop/views.py"]]);
    expect(errors).toEqual(["shop/views.py"]);
    expect(await asked(files, await opened())).toEqual([USES, []]);
  });

  it("take any path for what it is", async () => {
    const { files, opened } = scene();
    files.write('a\t"b"\n/views.py', VIEWS);
    await asked(files, await opened());
    const uses = ['a\t"b"\n/views.py lookup 3', ...USES];
    expect(await asked(files, await opened())).toEqual([uses, []]);
  });
});
