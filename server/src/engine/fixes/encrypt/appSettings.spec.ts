import { describe, expect, it } from "vitest";
import { dedent, parseFixture } from "../../../../../test/support/fixture.ts";
import { readProject } from "../../project/readProject.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { installing } from "./appSettings.ts";

const MANAGE = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
`;

/** The settings behind the edit, or why there is none. */
function after(settings: string, path = "config/settings.py"): string {
  const { files } = parseFixture(`${MANAGE}\n  //- config/settings.py\n`);
  const texts = new Map([...files, [path, settings]]);
  const found = installing(readProject(texts), "config.encrypted_fields");
  if (typeof found === "string") return found;
  if (found.byHand) return "by hand";
  return found.editings.reduce((text, { editing }) => applyEdits(text, editing(text)!), settings);
}

describe("installing", () => {
  it.each([
    ["INSTALLED_APPS = ['a', 'b']\n", "INSTALLED_APPS = ['a', 'b', 'config.encrypted_fields']\n"],
    ["INSTALLED_APPS = ()\n", 'INSTALLED_APPS = ("config.encrypted_fields",)\n'],
    ["INSTALLED_APPS = []\n", 'INSTALLED_APPS = ["config.encrypted_fields"]\n'],
    [
      'INSTALLED_APPS = [\n    "a",\n    "b",  # last\n]\n',
      'INSTALLED_APPS = [\n    "a",\n    "b",  # last\n    "config.encrypted_fields",\n]\n',
    ],
    [
      'INSTALLED_APPS = (\n    "a",\n    "b"  # last\n)\n',
      'INSTALLED_APPS = (\n    "a",\n    "b",  # last\n    "config.encrypted_fields"\n)\n',
    ],
    ["INSTALLED_APPS = [\r\n  'a',\r\n]\r\n", "INSTALLED_APPS = [\r\n  'a',\r\n  'config.encrypted_fields',\r\n]\r\n"],
  ])("adds an item as the others stand: %j", (before, expected) => {
    expect(after(before)).toBe(expected);
  });

  it("chooses the list of the project's own apps", () => {
    const lists = dedent(`
      DJANGO_APPS = ["django.contrib.auth"]
      LOCAL_APPS = ["shop"]
      INSTALLED_APPS = DJANGO_APPS + LOCAL_APPS
      INSTALLED_APPS += ["late"]
    `);
    expect(after(lists)).toBe(lists.replace('["shop"]', '["shop", "config.encrypted_fields"]'));
  });

  it("does not add to what only some runs install", () => {
    const debug = 'import os\nDEBUG = os.environ.get("DEBUG")\nINSTALLED_APPS = list(BASE) if 0 else make()\n';
    expect(after(`${debug}if DEBUG:\n    INSTALLED_APPS += ["debug_toolbar"]\n`)).toBe("by hand");
    const always =
      'from os import environ\nINSTALLED_APPS = ["a"]\nif environ.get("DEBUG"):\n    INSTALLED_APPS += ["b"]\n';
    expect(after(always)).toBe(always.replace('["a"]', '["a", "config.encrypted_fields"]'));
  });

  it("adds a statement where no list is written out", () => {
    const computed = 'APPS = ("a", "b")\nNAMES = tuple(["a"])\nINSTALLED_APPS = NAMES\nDEBUG = True\n'.replace(
      /^.*\n/,
      "",
    );
    expect(after(computed)).toBe(
      computed.replace("= NAMES\n", '= NAMES\nINSTALLED_APPS += ("config.encrypted_fields",)\n'),
    );
  });

  it("adds nothing twice", () => {
    for (const name of ["config.encrypted_fields", "config.encrypted_fields.apps.EncryptedFieldsConfig"]) {
      expect(after(`INSTALLED_APPS = ["${name}"]\n`)).toBe(`INSTALLED_APPS = ["${name}"]\n`);
    }
  });

  it("says why it adds nothing", () => {
    expect(after('INSTALLED_APPS = ["encrypted_fields"]\n')).toMatch(/another app of that label already: `encrypted_f/);
  });

  it("leaves it to a person where nothing says what is installed, or nobody knows", () => {
    expect(after("DEBUG = True\n")).toBe("by hand");
    expect(after("INSTALLED_APPS = find_apps()\n")).toBe("by hand");
    expect(after('INSTALLED_APPS = find_apps()  # "config.encrypted_fields"\n')).toBe("by hand");
  });

  it.each([
    'INSTALLED_APPS = [*find_apps(), "config.encrypted_fields"]\n',
    "INSTALLED_APPS = find_apps(['config.encrypted_fields.apps.EncryptedFieldsConfig'])\n",
  ])("takes it for installed where settings name it that nobody else can evaluate: %j", (settings) => {
    expect(after(settings)).toBe(settings);
  });

  it("adds to settings that others take over", () => {
    const { files } = parseFixture(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
      //- config/settings/base.py
      INSTALLED_APPS = ["a"]
      //- config/settings/dev.py
      from .base import *
      INSTALLED_APPS += ["debug_toolbar"]
    `);
    const found = installing(readProject(files), "config.encrypted_fields");
    expect(typeof found === "string" ? found : found.editings.map(({ path }) => path)).toEqual([
      "config/settings/base.py",
    ]);
  });
});
