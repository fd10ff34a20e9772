import { describe, expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { positionAt } from "../engine/text/lineIndex.ts";
import type { Clock, FileSystem } from "./ports.ts";
import { Workspace } from "./workspace.ts";

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const SITE = ".venv/lib/python3.12/site-packages";

const CLUB = {
  "clubs-2.1.dist-info/METADATA":
    "Metadata-Version: 2.1\nName: Clubs\nVersion: 2.1\nProject-URL: Documentation, https://clubs.example/docs\n\nName: no\n",
  "clubs-2.1.dist-info/top_level.txt": "clubs\n",
  "clubs/__init__.py": "",
  "clubs/base.py": `from django.db import models
class Person(models.Model):
    email = models.EmailField()
    class Meta:
        abstract = True
`,
  "clubs/models/__init__.py": "from .member import Member\n",
  "clubs/models/member.py": `from django.db import models
from ..base import Person
class Member(Person):
    phone = models.CharField(max_length=20)
`,
  "clubs/tests/models.py": "from clubs.base import Person\nclass Made(Person):\n    pass\n",
};

function below(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

interface Project {
  readonly apps?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly chosen?: FileSystem | (() => FileSystem | null);
  readonly clock?: Clock;
  readonly active?: FileSystem;
  readonly linked?: FileSystem;
}

const STILL: Clock = { now: () => 0, pause: () => Promise.resolve() };

async function indexed({ apps = ["clubs"], files = {}, chosen, clock = STILL, active, linked }: Project): Promise<{
  readonly workspace: Workspace;
  readonly disk: MemoryFileSystem;
  readonly errors: unknown[];
}> {
  const settings = `INSTALLED_APPS = ${JSON.stringify(apps)}\n`;
  const disk = new MemoryFileSystem(Object.entries({ "manage.py": MANAGE, "config/settings.py": settings, ...files }));
  const errors: unknown[] = [];
  const workspace = new Workspace({
    fileSystem: disk,
    clock,
    environments: {
      folder: disk,
      chosen: typeof chosen === "function" ? chosen : () => chosen ?? null,
      linked: (path) => (path === ".venv" ? (linked ?? null) : null),
      active: () => active ?? null,
    },
    onInternalError: (_path, error) => errors.push(error),
  });
  await workspace.index();
  await workspace.installed.refresh();
  return { workspace, disk, errors };
}

function fieldsOf(workspace: Workspace): readonly string[] {
  return workspace
    .installedModels()
    .flatMap(({ app, name, version, fields }) => fields.map(({ field }) => `${app}.${name}.${field.name} ${version}`));
}

const MEMBER = ["clubs.Member.email 2.1", "clubs.Member.phone 2.1"];

describe("models of packages that are not in the data", () => {
  it.each([[SITE], ["venv/lib/pypy3.10/site-packages"], ["env/Lib/site-packages"]])(
    "are read from an environment at %s, and count as no file of the project",
    async (site) => {
      const { workspace, errors } = await indexed({ files: below(site, CLUB) });
      expect(fieldsOf(workspace)).toEqual(MEMBER);
      expect(workspace.installedModels()[0]).toMatchObject({
        distribution: "Clubs",
        documentation: "https://clubs.example/docs",
        path: "clubs/models/member.py",
      });
      expect(workspace.analyses()).toEqual([]);
      expect(workspace.files.seen).toBe(2);
      expect(errors).toEqual([]);
    },
  );

  it("are read from where a link in the folder leads, unless an environment lies there itself", async () => {
    const linked = new MemoryFileSystem(Object.entries(below(SITE.replace(".venv/", ""), CLUB)));
    expect(fieldsOf((await indexed({ linked })).workspace)).toEqual(MEMBER);
    const newer = Object.fromEntries(Object.entries(CLUB).map(([path, text]) => [path.replace("2.1", "3.0"), text]));
    const { workspace } = await indexed({ linked, files: below(SITE, newer) });
    expect(fieldsOf(workspace)).toEqual(MEMBER.map((each) => each.replace("2.1", "3.0")));
  });

  it("are read of what is installed alone, and only files that declare them or that these lead to", async () => {
    const others = { "clubs/views.py": "import os\n", "other/models.py": CLUB["clubs/base.py"] };
    const { disk } = await indexed({ files: below(SITE, { ...CLUB, ...others }) });
    const read = [...disk.reads.keys()].filter((path) => path.startsWith(SITE) && path.endsWith(".py"));
    expect(read.map((path) => path.slice(SITE.length + 1)).sort()).toEqual([
      "clubs/base.py",
      "clubs/models/__init__.py",
      "clubs/models/member.py",
    ]);
  });

  it("are not looked for before somebody asks, nor where there are no environments", async () => {
    const files = { "manage.py": MANAGE, "config/settings.py": 'INSTALLED_APPS = ["clubs"]\n', ...below(SITE, CLUB) };
    const disk = new MemoryFileSystem(Object.entries(files));
    const clock = { now: () => 0, pause: () => Promise.resolve() };
    const browser = new Workspace({ fileSystem: disk, clock });
    await browser.index();
    await browser.installed.refresh();
    const asked = new Workspace({
      fileSystem: disk,
      clock,
      environments: { folder: disk, chosen: () => null, linked: () => null, active: () => null },
    });
    await asked.index();
    expect(fieldsOf(browser)).toEqual([]);
    expect(fieldsOf(asked)).toEqual([]);
    expect([...disk.reads.keys()].some((path) => path.startsWith(SITE))).toBe(false);
  });

  it("are shown as bases of the project's models, and at these when asked for", async () => {
    const visitor = `from clubs.base import Person
from django.db import models
class Visitor(Person):
    note = models.TextField()
`;
    const files = { ...below(SITE, CLUB), "shop/models.py": visitor };
    const { workspace } = await indexed({ apps: [], files });
    expect(fieldsOf(workspace)).toEqual(["clubs.Person.email 2.1"]);
    const inherited = workspace.inheritedFields(workspace.analyses());
    expect(inherited.map(({ child, subject }) => `${child.entity.name}.${subject.field.name}`)).toEqual([
      "Visitor.email",
    ]);
  });

  it("have their uses in the project, at themselves and at the models that inherit them", async () => {
    const files = {
      ...below(SITE, CLUB),
      "shop/models.py": `from clubs.base import Person
from django.db import models
class Visitor(Person):
    note = models.TextField()
`,
      "shop/views.py": `from clubs.models import Member
from shop.models import Visitor
Member.objects.filter(email="")
Visitor.objects.filter(email="")
`,
    };
    const { workspace } = await indexed({ files });
    await workspace.uses.refresh();
    const linesOf = (path: string, entity: string): readonly number[] =>
      workspace.uses
        .known(path, entity, "email")!
        .uses.map(({ lines, use }) => positionAt(lines, use.span.start).line + 1);
    expect(linesOf("clubs/models/member.py", "Member")).toEqual([3]);
    expect(linesOf("shop/models.py", "Visitor")).toEqual([4]);
  });

  it("are left out where the project itself is what is installed", async () => {
    const { workspace } = await indexed({
      files: { ...below(SITE, CLUB), ...below("src", CLUB) },
    });
    expect(fieldsOf(workspace)).toEqual([]);
  });

  it("need somebody who says which version they are of", async () => {
    const modules = Object.fromEntries(Object.entries(CLUB).filter(([path]) => !path.includes(".dist-info")));
    const { workspace } = await indexed({ files: below(SITE, modules) });
    expect(fieldsOf(workspace)).toEqual([]);
    const recorded = { ...modules, "the_clubs-3.0.dist-info/RECORD": "clubs/__init__.py,sha256=x,0\n" };
    expect(fieldsOf((await indexed({ files: below(SITE, recorded) })).workspace)).toEqual(
      MEMBER.map((name) => name.replace("2.1", "3.0")),
    );
  });

  it("survive what is damaged, endless or no text", async () => {
    const damaged = {
      "clubs/base.py": "class Person(\n  '''",
      "clubs/models/__init__.py": "from clubs.models import *\nfrom .member import Member as Member\nMember = Member\n",
      "clubs/models/zero.py": "\0\0",
      "clubs-2.1.dist-info/METADATA": "\0",
    };
    const { workspace, errors } = await indexed({ files: below(SITE, { ...CLUB, ...damaged }) });
    expect(fieldsOf(workspace)).toEqual(["clubs.Member.phone 2.1"]);
    expect(workspace.installedModels()[0]?.documentation).toBe("https://pypi.org/project/clubs/");
    expect(errors).toEqual([]);
  });
});

describe("models of packages that are in the data", () => {
  const auth = (version: string, fields: string): Readonly<Record<string, string>> => ({
    [`django-${version}.dist-info/METADATA`]: "Name: Django\n",
    "django/__init__.py": "raise RuntimeError\n",
    "django/contrib/auth/models.py": `from django.db import models
from django.contrib.auth.base_user import AbstractBaseUser
class AbstractUser(AbstractBaseUser):
${fields}    class Meta:
        abstract = True
class User(AbstractUser):
    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
`,
    "django/contrib/auth/base_user.py": `from django.db import models
class AbstractBaseUser(models.Model):
    password = models.CharField(max_length=128)
    class Meta:
        abstract = True
`,
  });
  const apps = ["django.contrib.auth"];
  const other = below(SITE, auth("4.2.1", "    phone = models.CharField(max_length=20)\n"));

  it("are read where the environment has another version", async () => {
    const { workspace } = await indexed({ apps, files: other });
    expect(fieldsOf(workspace)).toEqual(["auth.User.password 4.2.1", "auth.User.phone 4.2.1"]);
    expect(workspace.installedModels()[0]?.fields[0]?.protection.kind).toBe("hashed");
  });

  it("are those of the data where it has the same version", async () => {
    const { version } = (await indexed({ apps })).workspace.installedModels()[0]!;
    const { workspace, disk } = await indexed({ apps, files: below(SITE, auth(version, "    x = 1\n")) });
    expect(fieldsOf(workspace)).toContain(`auth.User.email ${version}`);
    expect(disk.reads.has(`${SITE}/django/contrib/auth/models.py`)).toBe(false);
  });

  it("leave out what the settings replace, and show what is inherited from them", async () => {
    const { workspace } = await indexed({
      apps,
      files: {
        ...other,
        "config/settings.py": `INSTALLED_APPS = ["django.contrib.auth"]\nAUTH_USER_MODEL = "people.Member"\n`,
        "people/models.py":
          "from django.contrib.auth.models import AbstractUser\nclass Member(AbstractUser):\n    pass\n",
      },
    });
    expect(fieldsOf(workspace)).toEqual(["auth.AbstractBaseUser.password 4.2.1", "auth.AbstractUser.phone 4.2.1"]);
  });
});

describe("of several environments", () => {
  const versioned = (version: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(CLUB).map(([path, text]) => [path.replace("2.1", version), text]));
  const elsewhere = (version: string): FileSystem =>
    new MemoryFileSystem(Object.entries(below("lib/python3.12/site-packages", versioned(version))));
  const versionOf = (workspace: Workspace): string | undefined => workspace.installedModels()[0]?.version;

  it("the chosen one counts before those in the folder, and these before the active one", async () => {
    const [chosen, active, files] = [elsewhere("3.0"), elsewhere("1.0"), below(SITE, CLUB)];
    expect(versionOf((await indexed({ files, chosen, active })).workspace)).toBe("3.0");
    expect(versionOf((await indexed({ files, active })).workspace)).toBe("2.1");
    expect(versionOf((await indexed({ active })).workspace)).toBe("1.0");
  });

  it("that of the Django project's own folder counts", async () => {
    const { workspace } = await indexed({
      files: {
        "manage.py": "",
        "backend/manage.py": MANAGE,
        "backend/config/settings.py": 'INSTALLED_APPS = ["clubs"]\n',
        ...below(`backend/${SITE}`, CLUB),
      },
    });
    expect(versionOf(workspace)).toBe("2.1");
  });

  it("tells when another version is installed, and once", async () => {
    const { workspace, disk } = await indexed({ files: below(SITE, CLUB) });
    let told = 0;
    workspace.onDidChange(() => told++);
    await workspace.installed.refresh();
    expect(told).toBe(0);
    disk.remove(SITE);
    for (const [path, text] of Object.entries(below(SITE, versioned("2.2")))) disk.write(path, text);
    await workspace.installed.refresh();
    expect(versionOf(workspace)).toBe("2.2");
    expect(told).toBe(1);
    disk.remove(".venv");
    await workspace.installed.refresh();
    expect(fieldsOf(workspace)).toEqual([]);
  });

  it("the models are read anew when the same version is installed with other files, or is another environment's", async () => {
    const recorded = (sum: string, field: string): Readonly<Record<string, string>> => ({
      ...CLUB,
      "clubs-2.1.dist-info/RECORD": `clubs/base.py,sha256=${sum},1\n`,
      "clubs/base.py": CLUB["clubs/base.py"].replace("email = models.EmailField", `${field} = models.CharField`),
    });
    const site = (files: Readonly<Record<string, string>>): FileSystem =>
      new MemoryFileSystem(Object.entries(below("lib/python3.12/site-packages", files)));
    let chosen: FileSystem | null = null;
    const { workspace, disk } = await indexed({ files: below(SITE, recorded("a", "email")), chosen: () => chosen });
    const first = (): string | undefined => fieldsOf(workspace)[0];
    expect(first()).toBe("clubs.Member.email 2.1");
    for (const [path, text] of Object.entries(below(SITE, recorded("b", "iban")))) disk.write(path, text);
    await workspace.installed.refresh();
    expect(first()).toBe("clubs.Member.iban 2.1");
    chosen = site(recorded("c", "ssn"));
    await workspace.installed.refresh();
    expect(first()).toBe("clubs.Member.ssn 2.1");
    chosen = site({ ...CLUB, "clubs/base.py": CLUB["clubs/base.py"].replace("email =", "home_address =") });
    disk.remove(SITE);
    await workspace.installed.refresh();
    expect(first()).toBe("clubs.Member.home_address 2.1");
  });

  it("what distributions say is read once, with pauses", async () => {
    const others = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [`other${at}-1.0.dist-info/RECORD`, `other${at}/a.py,,\n`]),
    );
    const modules = Object.fromEntries(Object.entries(CLUB).filter(([path]) => !path.includes(".dist-info")));
    const files = { ...others, ...modules, "zebras-2.1.dist-info/RECORD": "clubs/__init__.py,,\n" };
    let time = 0;
    let pauses = 0;
    const clock = {
      now: () => (time += 2),
      pause: () => {
        pauses++;
        return Promise.resolve();
      },
    };
    const { workspace, disk } = await indexed({ apps: [], files: below(SITE, files), clock });
    disk.write("config/settings.py", 'INSTALLED_APPS = ["clubs"]\n');
    await workspace.index();
    pauses = 0;
    await workspace.installed.refresh();
    expect(fieldsOf(workspace)).toEqual(MEMBER);
    expect(pauses).toBeGreaterThan(5);
    const readOf = (name: string): number => disk.reads.get(`${SITE}/${name}-1.0.dist-info/RECORD`) ?? 0;
    disk.write(`${SITE}/zebras-2.1.dist-info/RECORD`, "clubs/__init__.py,sha256=x,1\n");
    await workspace.installed.refresh();
    expect([readOf("other0"), readOf("other49")]).toEqual([1, 1]);
  });

  it("one that is a link is none: it may lie anywhere", async () => {
    const { disk, workspace } = await indexed({});
    disk.link(".venv");
    await workspace.installed.refresh();
    expect(fieldsOf(workspace)).toEqual([]);
  });
});
