import { describe, expect, it } from "vitest";
import { dedent } from "../../../../test/support/fixture.ts";
import { readDjango } from "../languages/django/read.ts";
import { appFilesFor, appLabelOf, appLabelsIn } from "./appLabel.ts";

const PLAIN = "class Customer(models.Model):\n    name = models.CharField()\n";
const config = (body: string): string =>
  `from django.apps import AppConfig\nNAME = "x"\nclass ShopConfig(AppConfig):\n    ${body}\n`;

function labelOf(path: string, files: Readonly<Record<string, string>> = {}, model = PLAIN): string {
  const [entity] = readDjango(path, `from django.db import models\n${model}`).entities;
  return appLabelOf(path, entity!, appLabelsIn(new Map(Object.entries(files))));
}

describe("appLabelOf", () => {
  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ["the folder's name", "src/shop/models.py", {}, "shop"],
    ["its own label", "src/shop/models.py", { "src/shop/apps.py": config('label = "store"') }, "store"],
    ["the end of its name", "src/shop/models.py", { "src/shop/apps.py": config('name = "src.store"') }, "store"],
    [
      "the label before the name",
      "shop/models.py",
      { "shop/apps.py": config('name = "src.a"; label = "b"').replace("; ", "\n    ") },
      "b",
    ],
    ["that of the app around it", "shop/people/base.py", { "shop/apps.py": config('name = "shop"') }, "shop"],
    [
      "that of the nearest app",
      "shop/people/base.py",
      { "shop/apps.py": config('name = "shop"'), "shop/people/apps.py": config('label = "people"') },
      "people",
    ],
    ["the folder's where nothing is written out", "shop/models.py", { "shop/apps.py": config("name = NAME") }, "shop"],
    [
      "that of a config, not of another class",
      "shop/models.py",
      { "shop/apps.py": `class Choice:\n    name = "a.other"\n${config('label = "store"')}` },
      "store",
    ],
    [
      "the folder's where no class is a config",
      "shop/models.py",
      { "shop/apps.py": 'class Choice(Enum):\n    label = "a"\n' },
      "shop",
    ],
    [
      "that of a config by another name, or a package's own",
      "shop/models.py",
      { "shop/apps.py": 'from x.apps import UsersAppConfig as Base\nclass C(Base):\n    label = "store"\n' },
      "store",
    ],
    [
      "that of the default of several",
      "shop/models.py",
      { "shop/apps.py": config('label = "a"') + config('label = "b"\n    default = True') },
      "b",
    ],
    [
      "not that of one that says to be no default",
      "shop/models.py",
      { "shop/apps.py": config('label = "a"\n    default = False') + config('label = "b"') },
      "b",
    ],
    ["the first of several", "shop/models.py", { "shop/apps.py": config('label = "a"') + config('label = "b"') }, "a"],
    ["nothing at the root", "models.py", {}, ""],
  ])("is %s", (_, path, files, expected) => {
    expect(labelOf(path, files)).toBe(expected);
  });

  it("is what the model says before all else", () => {
    const model = dedent(`
      class Customer(models.Model):
          name = models.CharField()
          class Meta:
              app_label = "crm"
    `);
    expect(labelOf("shop/models.py", { "shop/apps.py": config('label = "store"') }, model)).toBe("crm");
  });
});

it("looks for the file of an app from the nearest folder on", () => {
  expect(appFilesFor("src/shop/models/a.py")).toEqual(["src/shop/models/apps.py", "src/shop/apps.py", "src/apps.py"]);
});
