import { expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { Workspace } from "./workspace.ts";

const USERS = 'INSTALLED_APPS = ["django.contrib.auth"]\n';
const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';

async function indexed(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const disk = new MemoryFileSystem(Object.entries({ "manage.py": MANAGE, "config/settings.py": USERS, ...files }));
  const workspace = new Workspace({ fileSystem: disk, clock: { now: () => 0, pause: () => Promise.resolve() } });
  await workspace.index();
  return workspace;
}

function labels(workspace: Workspace): readonly string[] {
  return workspace.installedModels().map(({ app, name }) => `${app}.${name}`);
}

it("follows the settings while somebody types in them, and tells those who have asked", async () => {
  const workspace = await indexed({});
  expect(labels(workspace)).toEqual(["auth.User"]);
  let told = 0;
  workspace.onDidChange(() => told++);
  await workspace.openDocument("config/settings.py", 1, USERS.replace("]", ', "axes"]'));
  expect(told).toBeGreaterThan(0);
  expect(labels(workspace)).toContain("axes.AccessLog");
  await workspace.changeDocument("config/settings.py", 2, "INSTALLED_APPS = []\n");
  expect(labels(workspace)).toEqual([]);
  await workspace.closeDocument("config/settings.py");
  expect(labels(workspace)).toEqual(["auth.User"]);
});

it("counts what models of the project inherit from packages once, for as long as they do", async () => {
  const member = `from django.contrib.auth.models import AbstractUser
class Member(AbstractUser):
    pass
`;
  const workspace = await indexed({
    "config/settings.py": 'INSTALLED_APPS = ["django.contrib.auth"]\nAUTH_USER_MODEL = "people.Member"\n',
    "core/models.py": member.replace("Member", "Base").replace("pass", "class Meta:\n        abstract = True"),
    "people/models.py": "from core.models import Base\nclass Member(Base):\n    pass\n",
    "people/tests/models.py": "from axes.models import AccessBase\nclass Made(AccessBase):\n    pass\n",
  });
  const names = (): readonly string[] =>
    workspace.installedModels().flatMap(({ name, fields }) => fields.map(({ field }) => `${name}.${field.name}`));
  const all = ["password", "username", "first_name", "last_name", "email"];
  const from = (name: string): string => (name === "password" ? "AbstractBaseUser.password" : `AbstractUser.${name}`);
  expect(names()).toEqual(all.map(from));
  expect(workspace.installedModels()[0]?.fields[0]?.protection.kind).toBe("hashed");

  // A name taken away in an abstract class between them.
  const base = member
    .replace("Member", "Base")
    .replace("pass", "username = None\n    class Meta:\n        abstract = True");
  await workspace.openDocument("core/models.py", 1, base);
  await workspace.analysis("core/models.py");
  await workspace.whenIndexed();
  expect(names()).toEqual(all.filter((name) => name !== "username").map(from));

  await workspace.changeDocument("core/models.py", 2, base.replace("AbstractUser)", "object)"));
  await workspace.analysis("core/models.py");
  await workspace.whenIndexed();
  expect(names()).toEqual([]);
});

it("is decided about by the policy, at the model of a package as at one that inherits from it", async () => {
  const decided = (...selectors: readonly string[]): string =>
    `fields:\n${selectors.map((selector) => `  ${selector}: { category: null, reason: r }\n`).join("")}`;
  const emails = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const workspace = await indexed(files);
    return [
      ...workspace
        .installedModels()
        .flatMap(({ name, fields }) =>
          fields.flatMap(({ field }) => (field.name === "email" ? `${name} sensitive` : [])),
        ),
      ...workspace
        .inheritedFields(workspace.analyses())
        .flatMap(({ child, subject: { field, classification } }) =>
          field.name === "email" ? `${child.entity.name} ${classification.verdict} by ${classification.decidedBy}` : [],
        ),
    ];
  };
  for (const selector of ["auth.User.email", "User.email", "django/contrib/auth/models.py::User.email"])
    expect(await emails({ "fieldguard.yml": decided(selector) }), selector).toEqual([]);
  expect(await emails({ "fieldguard.yml": decided("shop.User.email") })).toEqual(["User sensitive"]);

  const models = {
    "config/settings.py": "INSTALLED_APPS = []\n",
    "people/models.py": `from django.contrib.auth.models import AbstractUser
from django.db import models
class Member(AbstractUser):
    pass
class Contact(models.Model):
    email = models.EmailField()
    class Meta:
        abstract = True
class Customer(Contact):
    pass
class Robot(Contact):
    pass
`,
  };
  const rest = ["Customer sensitive by classifier", "Robot sensitive by classifier"];
  expect(await emails(models)).toEqual(["AbstractUser sensitive", "Member sensitive by classifier", ...rest]);
  expect(await emails({ ...models, "fieldguard.yml": decided("Member.email", "people.Robot.email") })).toEqual([
    "Member clear by policy",
    "Customer sensitive by classifier",
    "Robot clear by policy",
  ]);
});

it("leaves out what the folder declares itself", async () => {
  const model = "from django.db import models\nclass User(models.Model):\n    email = models.EmailField()\n";
  expect(labels(await indexed({ "src/django/contrib/auth/models.py": model }))).toEqual([]);
  expect(labels(await indexed({ "shop/auth/models.py": model }))).toEqual(["auth.User"]);
});
