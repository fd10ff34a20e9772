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

it("leaves out what the folder declares itself", async () => {
  const model = "from django.db import models\nclass User(models.Model):\n    email = models.EmailField()\n";
  expect(labels(await indexed({ "src/django/contrib/auth/models.py": model }))).toEqual([]);
  expect(labels(await indexed({ "shop/auth/models.py": model }))).toEqual(["auth.User"]);
});
