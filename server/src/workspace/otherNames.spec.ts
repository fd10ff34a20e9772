import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { doSteps, workspaceSteps } from "../../../test/support/workspaceSteps.ts";
import type { Clock } from "./ports.ts";
import { Workspace } from "./workspace.ts";

/** What other files say of a name decides what is read: models by their bases, fields by what makes them. */
const CLOCK: Clock = { now: () => 0, pause: () => Promise.resolve() };

function workspaceOf(source: string): { workspace: Workspace; disk: MemoryFileSystem } {
  const disk = new MemoryFileSystem(parseFixture(source).files);
  return { workspace: new Workspace({ fileSystem: disk, clock: CLOCK }), disk };
}

/** `path Entity.field shape length protection` of each field, the entity alone where it has none. */
function read(workspace: Workspace): readonly string[] {
  return workspace
    .analyses()
    .flatMap(({ path, file }) => [
      ...file.schema.entities.filter(({ fields }) => fields.length === 0).map(({ name }) => `${path} ${name}`),
      ...file.fields.map(({ entity, field, protection }) =>
        [path, `${entity.name}.${field.name}`, field.type.shape, field.maxLength ?? "-", protection.kind].join(" "),
      ),
    ]);
}

/** Of each entity the names that it has for something else than the fields which it inherits. */
function hiddenIn(workspace: Workspace): readonly string[] {
  return workspace
    .analyses()
    .flatMap(({ file }) => file.schema.entities.map(({ name, hidden }) => `${name}: ${hidden.join(" ")}`));
}

const PROJECT = `
  //- core/models.py
  from django.db import models
  class Base(models.Model):
      created = models.DateTimeField()
      class Meta:
          abstract = True
  //- core/fields.py
  from functools import partial
  from django.db import models
  from encrypted_fields.fields import EncryptedCharField
  class Phone(models.CharField):
      def __init__(self, *args, **kwargs):
          kwargs.setdefault("max_length", 20)
          super().__init__(*args, **kwargs)
  class Sealed(EncryptedCharField):
      pass
  Short = partial(Phone, max_length=5)
  def note(**kwargs):
      return models.TextField(blank=True, **kwargs)
  //- core/middle.py
  from core.models import Base
  class Middle(Base):
      class Meta:
          abstract = True
  //- shop/models.py
  from core import fields as f
  from core.middle import Middle
  class Customer(Middle):
      phone = f.Phone()
      short = f.Short(null=True)
      sealed = f.Sealed(max_length=9)
      note = f.note()
      color = paint()
  //- shop/views.py
  from core.views import Base
  class Customers(Base):
      phone = Phone()
`;

describe("a file", () => {
  it.each([
    ["reads a file once that declares the same whether a base is a model or not", "", 1],
    ["reads it again for a child that shows no field of a model", "class Child(Note):\n    code = Short()\n", 2],
    [
      "reads it again for another class with fields that are not surely those of a model",
      "class Other(Base):\n    code = ShortField()\n",
      2,
    ],
  ])("%s", async (_, more, opened) => {
    const { workspace, disk } = workspaceOf(PROJECT);
    const imports =
      "from django.db import models\nfrom core.fields import Short, ShortField\nfrom core.models import Base\n";
    disk.write("app/notes.py", `${imports}class Note(Base):\n    text = models.TextField()\n${more}`);
    await workspace.index();
    expect(disk.reads.get("app/notes.py")).toBe(opened);
    const lookingAgain = new Workspace({ fileSystem: disk, clock: CLOCK });
    await lookingAgain.index();
    await lookingAgain.openDocument("app/notes.py", 1, (await lookingAgain.text("app/notes.py")) ?? "");
    // A document is read by what others say at once.
    expect(read(workspace)).toEqual(read(lookingAgain));
  });

  it("declares models and fields that only other files make such", async () => {
    const { workspace } = workspaceOf(PROJECT);
    await workspace.index();
    expect(read(workspace)).toEqual([
      "core/middle.py Middle",
      "core/models.py Base.created datetime - none",
      "shop/models.py Customer.phone string 20 none",
      "shop/models.py Customer.short string 5 none",
      "shop/models.py Customer.sealed string 9 encrypted",
      "shop/models.py Customer.note text - none",
    ]);
  });

  it("is read anew when they do so no longer, and again when they do", async () => {
    const { workspace, disk } = workspaceOf(PROJECT);
    await workspace.index();
    const before = read(workspace);
    const { text } = (await workspace.source("core/models.py"))!;
    disk.write("core/models.py", text.replace("models.Model", "object"));
    await workspace.filesChanged(["core/models.py"]);
    await workspace.whenIndexed();
    expect(read(workspace)).toEqual([]);
    disk.write("core/models.py", text);
    await workspace.filesChanged(["core/models.py"]);
    await workspace.whenIndexed();
    expect(read(workspace)).toEqual(before);
  });

  it("is read by the open documents of others, and as one itself", async () => {
    const { workspace } = workspaceOf(PROJECT);
    await workspace.index();
    const shop = (await workspace.source("shop/models.py"))!.text;
    await workspace.openDocument("shop/models.py", 1, shop.replace("color = paint()", "mobile = f.Phone()"));
    await workspace.openDocument(
      "core/fields.py",
      1,
      (await workspace.source("core/fields.py"))!.text.replace('"max_length", 20', '"max_length", 30'),
    );
    await workspace.whenIndexed();
    expect(read(workspace).filter((line) => line.includes("Phone") || line.includes("mobile"))).toEqual([
      "shop/models.py Customer.mobile string 30 none",
    ]);
  });

  it("hides what mixins of other files give that stand before the models", async () => {
    const { workspace, disk } = workspaceOf(`
      //- core/mixins.py
      class Unnamed(object):
          name = None
          def code(self):
              return ""
      class Quiet(Unnamed):
          size = None
      //- core/__init__.py
      from core.mixins import Unnamed as Nameless
      //- core/models.py
      from django.db import models
      class Base(models.Model):
          name = models.CharField()
          code = models.CharField()
          size = models.CharField()
      //- shop/models.py
      from core import Nameless
      from core.mixins import Quiet
      from core.models import Base
      class First(Nameless, Base): pass
      class Last(Base, Nameless): pass
      class Heir(Quiet, Base): pass
    `);
    await workspace.index();
    await workspace.whenIndexed();
    expect(hiddenIn(workspace)).toEqual(["Base: ", "First: name code", "Last: ", "Heir: "]);
    disk.write("core/mixins.py", "class Unnamed:\n    size = None\n");
    await workspace.filesChanged(["core/mixins.py"]);
    await workspace.whenIndexed();
    expect(hiddenIn(workspace)).toEqual(["Base: ", "First: size", "Last: ", "Heir: "]);
    await workspace.openDocument("core/mixins.py", 1, "class Unnamed(x.Y):\n    size = None\n");
    await workspace.whenIndexed();
    expect(hiddenIn(workspace)).toEqual(["Base: ", "First: ", "Last: ", "Heir: "]);
  });

  it("agrees with a fresh look, whatever came before", async () => {
    const texts = [
      "from django.db import models\nclass Base(models.Model):\n    name = models.CharField()\n",
      "class Base:\n    name = 1\n",
      "from a import Base as Other\nfrom b.models import Base\nclass Row(Other, Base):\n    phone = Phone()\n",
      "from b.models import Base as Other\nclass Base(Other):\n    phone = Phone()\n",
      "from a import *\nclass Row(Base):\n    phone = Phone(null=True)\n",
      "from a import Base\nfrom b.c import Phone\nclass Row(Base):\n    phone = Phone()\n",
      "from django.db import models\nclass Phone(models.CharField):\n    pass\nfrom a import Base\n",
      "",
    ];
    const path = fc.constantFrom("a.py", "b/models.py", "b/c.py");
    await fc.assert(
      fc.asyncProperty(workspaceSteps(path, fc.constantFrom(...texts)), async (steps) => {
        const { workspace, disk } = workspaceOf("//- .gitignore\nignored/\n");
        await workspace.index();
        const documents = await doSteps(workspace, disk, steps, () => read(workspace));
        await workspace.whenIndexed();
        const fresh = new Workspace({ fileSystem: disk, clock: CLOCK });
        for (const [open, content] of documents) await fresh.openDocument(open, 1, content);
        await fresh.index();
        read(fresh);
        await fresh.whenIndexed();
        expect(read(workspace)).toEqual(read(fresh));
        expect(hiddenIn(workspace)).toEqual(hiddenIn(fresh));
      }),
      { seed: 4711, numRuns: 300 },
    );
  });
});
