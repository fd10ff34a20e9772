import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import type { Project } from "./model.ts";
import { isProjectFile, readProject } from "./readProject.ts";

function project(source: string): Project {
  return readProject(parseFixture(source).files);
}

const MANAGE = `
    //- manage.py
    #!/usr/bin/env python
    import os
    import sys


    def main():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        try:
            from django.core.management import execute_from_command_line
        except ImportError as error:
            raise ImportError("Is Django installed?") from error
        execute_from_command_line(sys.argv)
`;

describe("readProject", () => {
  it("finds the settings that manage.py names, in the folder where it lies", () => {
    const { sourceRoot, settingsPath } = project(`
      //- backend/src/manage.py
      import os
      os.environ["DJANGO_SETTINGS_MODULE"] = 'shop.settings'
      //- backend/src/shop/settings.py
      INSTALLED_APPS = []
      //- settings.py
      INSTALLED_APPS = []
    `);
    expect({ sourceRoot, settingsPath }).toEqual({
      sourceRoot: "backend/src",
      settingsPath: "backend/src/shop/settings.py",
    });
  });

  it("tells the folder that the settings are imported from", () => {
    const root = (settings: string, named: string, more = ""): string | null =>
      project(`${more}
      //- app/manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${named}")
      //- ${settings}
      INSTALLED_APPS = []
      `).importRoot;
    expect(root("app/shop/settings.py", "shop.settings")).toBe("app/");
    expect(root("app/src/shop/settings.py", "shop.settings")).toBe("app/src/");
    expect(root("shop/settings.py", "shop.settings")).toBe("");
    expect(root("app/shop/settings.py", "missing.settings")).toBe("app/");
    const pytest = "\n      //- pytest.ini\n      [pytest]\n      DJANGO_SETTINGS_MODULE = app.shop.settings";
    expect(root("app/shop/settings.py", "shop.settings", pytest)).toBe("app/");
    expect(project("//- shop/settings.py\nINSTALLED_APPS = []").importRoot).toBeNull();
  });

  it("follows settings to the file that they take over", () => {
    const one = `${MANAGE}
    //- config/settings/__init__.py
    from .local import *
    //- config/settings/local.py
    from config.settings.base import *
    DEBUG = True
    //- config/settings/base.py
    INSTALLED_APPS = ["shop"]
    `;
    expect(project(one).settingsPath).toBe("config/settings/base.py");
    const local = one.replace('"config.settings"', '"config.settings.local"');
    expect(project(local).settingsPath).toBe("config/settings/base.py");
  });

  it("does not run in circles, and stays where nothing leads on", () => {
    expect(
      project(`${MANAGE}
    //- config/settings/__init__.py
    from .dev import *
    //- config/settings/dev.py
    from . import *
    `).settingsPath,
    ).toBe("config/settings/__init__.py");
  });

  it("takes the manage.py at the top, and knows nothing without one", () => {
    const nested = project(`${MANAGE}
    //- config/settings.py
    X = 1
    //- examples/demo/manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "demo.settings")
    `);
    expect([nested.sourceRoot, nested.settingsPath]).toEqual(["", "config/settings.py"]);
    const none = project("//- config/settings.py\nINSTALLED_APPS = []");
    expect([none.sourceRoot, none.settingsPath]).toEqual([null, null]);
    expect(project("//- manage.py\nprint(").settingsPath).toBeNull();
  });

  it("collects what is declared, from every kind of file, with normalised names", () => {
    const { packages } = project(`
      //- requirements.txt
      # Django itself
      Django==5.2  # the web
      -r requirements/more.txt
      --index-url https://example.org/simple
      Django_Filter[extra]>=2 ; python_version > "3"
      ./local
      //- requirements/more.txt
      cryptography @ https://example.org/x.whl
      //- pyproject.toml
      [project]
      dependencies = ["django-Cryptography-Django5>=2", 'a.b']
      [project.optional-dependencies]
      dev = ["c"]
      [dependency-groups]
      test = ["d", {include-group = "dev"}]
      [tool.poetry.dependencies]
      python = "^3.12"
      e = {version = "1"}
      [tool.poetry.group.dev.dependencies]
      f = "*"
      //- Pipfile
      [packages]
      g = "*"
      [dev-packages]
      h = "*"
      //- setup.cfg
      [metadata]
      name = not-this
      [options]
      install_requires =
          i>=1
          j
      zip_safe = no
    `);
    const expected = [
      "django",
      "django-filter",
      "cryptography",
      "django-cryptography-django5",
      "a-b",
      ..."c d e f g h i j".split(" "),
    ];
    expect([...packages.keys()].sort()).toEqual(expected.sort());
  });

  it("declares nothing for a file that it cannot read", () => {
    expect(project("//- pyproject.toml\n[project\ndependencies = [").packages.size).toBe(0);
    expect(project('//- pyproject.toml\nproject = "x"\ntool = 1').packages.size).toBe(0);
    expect(project('//- Pipfile\npackages = ["x"]').packages.size).toBe(0);
  });

  it("adds dependencies where people declare Django", () => {
    const compiled =
      "//- requirements.txt\ndjango==5.2\n//- requirements.in\ndjango\n//- dev/requirements.txt\ndjango\n";
    expect(project(compiled).dependencyPath).toBe("requirements.in");
    expect(project(`${compiled}//- pyproject.toml\n[project]\ndependencies = ["django"]\n`).dependencyPath).toBe(
      "pyproject.toml",
    );
    expect(project(`${compiled}//- pyproject.toml\n[tool.black]\n`).dependencyPath).toBe("requirements.in");
    expect(project("//- requirements.txt\nflask\n").dependencyPath).toBeNull();
  });

  it("knows the field classes that it generated, and not those of others", () => {
    const own = '//- core/encrypted_fields.py\n"""\nGenerated by Fieldguard, version 1.\n"""\n';
    expect(project(own).helperPath).toBe("core/encrypted_fields.py");
    const app = own.replace("fields.py", "fields/__init__.py");
    expect(project(app).helperPath).toBe("core/encrypted_fields/__init__.py");
    expect(project('//- core/encrypted_fields.py\n"""Ours."""\n').helperPath).toBeNull();
  });
});

describe("isProjectFile", () => {
  it.each([
    "manage.py",
    "src/manage.py",
    "requirements.txt",
    "requirements-dev.in",
    "requirements/base.txt",
    "pyproject.toml",
    "Pipfile",
    "setup.cfg",
    "config/settings.py",
    "config/settings/production.py",
    "app/test_settings.py",
    "shop/encrypted_fields.py",
  ])("wants %s", (path) => {
    expect(isProjectFile(path)).toBe(true);
  });

  it.each(["shop/models.py", "README.md", "docs/requirements.md", "yarn.lock", "shop/management.py", "notes.txt"])(
    "leaves %s",
    (path) => {
      expect(isProjectFile(path)).toBe(false);
    },
  );
});
