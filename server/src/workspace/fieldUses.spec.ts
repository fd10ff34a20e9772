import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { readWorkspace, SHOP, usesIn } from "../../../test/support/uses.ts";
import { doSteps, workspaceSteps } from "../../../test/support/workspaceSteps.ts";
import { Workspace } from "./workspace.ts";

const VIEWS = `
from shop.models import Customer
Customer.objects.filter(email="x")
`;

function opened(files: Iterable<readonly [path: string, text: string]>): {
  readonly workspace: Workspace;
  readonly disk: MemoryFileSystem;
} {
  const disk = new MemoryFileSystem(files);
  const clock = { now: () => 0, pause: () => Promise.resolve() };
  return { workspace: new Workspace({ fileSystem: disk, clock }), disk };
}

function kindsOf(workspace: Workspace, field = "email"): readonly string[] | null {
  return (
    workspace.uses.known("shop/models.py", "Customer", field)?.uses.map(({ path, use }) => `${path} ${use.kind}`) ??
    null
  );
}

const project = (): Map<string, string> =>
  new Map([...parseFixture(SHOP).files, ["shop/views.py", VIEWS], ["shop/other.py", "print(1)\n"]]);

describe("the uses of fields", () => {
  it("are not known before somebody has asked", async () => {
    const { workspace, disk } = opened(project());
    await workspace.index();
    expect(kindsOf(workspace)).toBeNull();
    expect(disk.reads.get("shop/views.py")).toBe(1);
    await workspace.uses.refresh();
    expect(kindsOf(workspace)).toEqual(["shop/views.py lookup"]);
    expect(kindsOf(workspace, "national_id")).toEqual([]);
  });

  it("are told at once only where nothing has changed since they were counted", async () => {
    const { workspace } = opened(project());
    const current = (): unknown => workspace.uses.current("shop/models.py", "Customer", "email");
    await workspace.index();
    expect(current()).toBeNull();
    await workspace.uses.refresh();
    expect(current()).toMatchObject({ uses: [{ path: "shop/views.py" }] });
    await workspace.openDocument("shop/views.py", 1, "");
    expect(current()).toBeNull();
    await workspace.uses.refresh();
    expect(current()).toMatchObject({ uses: [] });
  });

  it("are read anew in the one file that has changed", async () => {
    const { workspace, disk } = opened(project());
    await workspace.index();
    await workspace.uses.refresh();
    const before = disk.reads.get("shop/other.py");
    disk.write("shop/views.py", VIEWS.replace("filter", "order_by").replace('email="x"', '"email"'));
    await workspace.filesChanged(["shop/views.py"]);
    await workspace.uses.refresh();
    expect(kindsOf(workspace)).toEqual(["shop/views.py ordering"]);
    expect(disk.reads.get("shop/other.py")).toBe(before);
  });

  it("are those of the open document, and of the disk when it is closed", async () => {
    const { workspace } = opened(project());
    await workspace.index();
    await workspace.openDocument("shop/views.py", 1, "");
    await workspace.uses.refresh();
    expect(kindsOf(workspace)).toEqual([]);
    await workspace.closeDocument("shop/views.py");
    await workspace.uses.refresh();
    expect(kindsOf(workspace)).toEqual(["shop/views.py lookup"]);
  });

  it.each(["disk", "document"])("follow the settings to another model of users, as the %s has them", async (where) => {
    const settings = (model: string): string => `DEBUG = True\nAUTH_USER_MODEL = "${model}"\n`;
    const { workspace, disk } = opened([
      ["shop/settings.py", settings("shop.Customer")],
      [
        "shop/models.py",
        `${project().get("shop/models.py")!}\nclass Clerk(models.Model):\n    email = models.EmailField()\n`,
      ],
      ["shop/views.py", "def f(request):\n    return request.user.email\n"],
    ]);
    await workspace.index();
    await workspace.uses.refresh();
    const counts = (): readonly unknown[] =>
      ["Customer", "Clerk"].map((entity) => workspace.uses.known("shop/models.py", entity, "email")?.uses.length);
    expect(counts()).toEqual([1, 0]);
    if (where === "disk") {
      disk.write("shop/settings.py", settings("shop.Clerk"));
      await workspace.filesChanged(["shop/settings.py"]);
    } else await workspace.openDocument("shop/settings.py", 1, settings("shop.Clerk"));
    await workspace.uses.refresh();
    expect(counts()).toEqual([0, 1]);
  });

  it.each(["", "class Note(models.Model):\n    pass\n"])(
    "are followed through modules that nothing else leads to",
    async (own) => {
      const member = (name: string): string =>
        `from django.db import models\n\nclass ${name}(models.Model):\n    ssn = models.CharField(max_length=11)\n`;
      const { workspace, disk } = opened([
        ["people/models.py", member("Member")],
        ["other/models.py", member("Person")],
        ["shop/bases.py", "from shop.more import Person\n"],
        ["shop/more.py", "from people.models import Member as Person\n"],
        [
          "shop/views.py",
          `from django.db import models\nfrom shop.bases import Person\n${own}\nPerson.objects.get(ssn="1")\n`,
        ],
      ]);
      const certainties = (path: string, entity: string): unknown =>
        workspace.uses.known(path, entity, "ssn")?.uses.map(({ certainty }) => certainty);
      await workspace.index();
      await workspace.uses.refresh();
      expect(certainties("people/models.py", "Member")).toEqual(["sure"]);
      expect(certainties("other/models.py", "Person")).toEqual([]);

      const reads = (): unknown => ["shop/bases.py", "shop/more.py"].map((path) => disk.reads.get(path));
      const before = reads();
      await workspace.uses.refresh();
      expect(reads()).toEqual(before);

      disk.write("shop/more.py", "from other.models import Person\n");
      await workspace.filesChanged(["shop/more.py"]);
      await workspace.uses.refresh();
      expect(certainties("people/models.py", "Member")).toEqual([]);
      expect(certainties("other/models.py", "Person")).toEqual(["sure"]);
    },
  );

  it("are looked for when a field becomes sensitive", async () => {
    const { workspace, disk } = opened(project());
    disk.write("shop/views.py", VIEWS.replace("email", "phone_number"));
    await workspace.index();
    await workspace.uses.refresh();
    const models = project().get("shop/models.py")!;
    disk.write("shop/models.py", models.replace("email = models.EmailField()", "phone_number = models.CharField()"));
    await workspace.filesChanged(["shop/models.py"]);
    await workspace.uses.refresh();
    expect(kindsOf(workspace, "phone_number")).toEqual(["shop/views.py lookup"]);
  });

  it("follow templates that come and go", async () => {
    const { workspace, disk } = opened(project());
    await workspace.index();
    await workspace.uses.refresh();
    disk.write("shop/templates/a.html", "{{ customer.email }}");
    await workspace.filesChanged(["shop/templates/a.html"]);
    await workspace.uses.refresh();
    expect(kindsOf(workspace)).toEqual(["shop/templates/a.html template", "shop/views.py lookup"]);
    disk.remove("shop/templates");
    await workspace.filesChanged(["shop/templates"]);
    await workspace.uses.refresh();
    expect(kindsOf(workspace)).toEqual(["shop/views.py lookup"]);
  });

  it("are, after any steps, what a workspace finds that is read anew", async () => {
    const path = fc.constantFrom("shop/models.py", "shop/views.py", "shop/managers.py", "shop/templates/a.html");
    const models = project().get("shop/models.py")!;
    const text = fc.constantFrom(
      "",
      models,
      models.replace("email", "phone_number"),
      models.replace("newsletter = ", "objects = CustomerManager()\n    newsletter = "),
      VIEWS,
      VIEWS.replace("email", "phone_number"),
      "class CustomerManager(models.Manager):\n    def f(self):\n        self.filter(email=1)\n",
      "{{ customer.email }}{{ customer.phone_number }}",
      "class Half(\n  def (email.",
    );
    await fc.assert(
      fc.asyncProperty(workspaceSteps(path, text), async (steps) => {
        const { workspace, disk } = opened(project());
        await workspace.index();
        await workspace.uses.refresh();
        let running = Promise.resolve();
        const open = await doSteps(workspace, disk, steps, () => {
          running = workspace.uses.refresh();
        });
        await running;
        await workspace.whenIndexed();
        await workspace.filesChanged(["shop/models.py", "shop/views.py", "shop/managers.py", "shop/templates/a.html"]);
        await workspace.whenIndexed();
        await workspace.uses.refresh();
        const now = new Map<string, string>();
        for (const known of ["shop/models.py", "shop/views.py", "shop/managers.py", "shop/templates/a.html"]) {
          const file = disk.readFile(known, 1e6);
          const content = open.get(known) ?? (file.kind === "bytes" ? new TextDecoder().decode(file.bytes) : undefined);
          if (content !== undefined) now.set(known, content);
        }
        expect(usesIn(workspace, now)).toEqual(usesIn(await readWorkspace(now), now));
      }),
      { numRuns: 60 },
    );
  });

  it("are found, or not, in a text that is damaged anywhere", async () => {
    const { workspace } = opened(project());
    await workspace.index();
    const signs = "( ) [ ] { } : , . = ' \" # \\ \n".split(" ");
    const pieces = [...signs, "    ", "def ", "class ", "for x in ", "lambda ", "email", "self.", "@", "**"];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...VIEWS.split(/\b/))), { maxLength: 60 })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        await workspace.openDocument("shop/views.py", 1, content);
        await workspace.uses.refresh();
        for (const { use } of workspace.uses.known("shop/models.py", "Customer", "email")?.uses ?? []) {
          expect(content.slice(use.span.start, use.span.end)).not.toBe("");
        }
      }),
      { numRuns: 300 },
    );
  });
});
