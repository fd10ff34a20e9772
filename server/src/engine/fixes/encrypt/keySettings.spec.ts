import { describe, expect, it } from "vitest";
import { applyPlan } from "../../../../../test/support/fixes.ts";
import { readProject } from "../../project/readProject.ts";
import { hasKeySettings, keySettingsStep } from "./keySettings.ts";

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';

function after(settings: string): string {
  const files = new Map([
    ["manage.py", MANAGE],
    ["config/settings.py", settings],
  ]);
  const { step } = keySettingsStep(readProject(files), true);
  return step ? applyPlan(files, { id: "", title: "", steps: [step], notes: [] }).get("config/settings.py")! : settings;
}

const PLAINTEXT =
  "# Lets rows from before the encryption be read. Remove it when all of them were saved again.\nFIELD_ENCRYPTION_READ_PLAINTEXT = True";
const COMMENT = "# Keys of the encrypted model fields, the newest first, separated by commas.";
const LOCAL =
  '# For local runs and tests alone: this key is public and protects nothing.\nFIELD_ENCRYPTION_KEYS = ["this-key-is-public-for-local-runs-and-tests="]';
const ENVIRONMENT =
  'FIELD_ENCRYPTION_KEYS = [key for key in os.environ.get("FIELD_ENCRYPTION_KEYS", "").split(",") if key]';

describe("keySettingsStep", () => {
  it("reads the keys from the environment, beside Django's own secret", () => {
    expect(after('import os\n\nSECRET_KEY = os.environ["KEY"]  # secret\n\nDEBUG = False\n')).toBe(
      `import os\n\nSECRET_KEY = os.environ["KEY"]  # secret\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n\nDEBUG = False\n`,
    );
  });

  it("imports what it uses, and goes to the end of a file without a secret", () => {
    expect(after("from pathlib import Path\n\nX = 1")).toBe(
      `import os\nfrom pathlib import Path\n\nX = 1\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n`,
    );
    expect(after("")).toBe(`import os\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n`);
  });

  it("imports what it uses ahead of it, also where the file does so too late", () => {
    const settings = 'SECRET_KEY = "x"\nimport os\nINSTALLED_APPS = []\n';
    expect(after(settings)).toBe(
      `import os\n\n${settings.replace("import os", `\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\nimport os`)}`,
    );
  });

  it("reads them as the file reads its other values", () => {
    expect(after('import environ\n\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\n')).toBe(
      `import environ\n\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\n\n${COMMENT}\nFIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])\n${PLAINTEXT}\n`,
    );
    expect(after('from decouple import config\n\nSECRET_KEY = config("SECRET_KEY")\n')).toContain(
      'FIELD_ENCRYPTION_KEYS = [key for key in config("FIELD_ENCRYPTION_KEYS", default="").split(",") if key]\n',
    );
    // By a prefix the variable would be called otherwise than everywhere else.
    expect(
      after('import environ\n\nenv = environ.Env()\nenv.prefix = "APP_"\nSECRET_KEY = env("SECRET_KEY")\n'),
    ).toContain(ENVIRONMENT);
    // Not Django's `env`.
    expect(after('from mine import Env\n\nenv = Env()\nSECRET_KEY = ""\n')).toContain(ENVIRONMENT);
  });

  it("stands behind what it reads them with", () => {
    expect(after('import environ\n\nSECRET_KEY = ""\nenv = environ.Env()\nDATABASES = {}\n')).toContain(
      `env = environ.Env()\n\n${COMMENT}\nFIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])\n`,
    );
  });

  it("keeps to the quotes of the file", () => {
    expect(after("import os\n\nSECRET_KEY = os.environ['KEY']\nLANGUAGE_CODE = 'en'\n")).toContain(
      "[key for key in os.environ.get('FIELD_ENCRYPTION_KEYS', '').split(',') if key]",
    );
  });

  it("stands behind a star import that brings what it reads them with", () => {
    const result = afterIn({
      "config/settings.py": "INSTALLED_APPS = []\nX = 1\nfrom config.reader import *\n",
      "config/reader.py": "import environ\n\nenv = environ.Env()\n",
    });
    expect(result["config/settings.py"]).toMatch(/from config\.reader import \*[^]*FIELD_ENCRYPTION_KEYS = /);
  });

  it("does not come behind settings that overrule it", () => {
    const settings =
      "import os\n\nDEBUG = False\n\ntry:\n    from .local_settings import *\nexcept ImportError:\n    pass\n";
    expect(after(settings)).toBe(
      settings.replace("DEBUG = False\n", `DEBUG = False\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n`),
    );
  });

  it("keeps CRLF", () => {
    expect(after('import os\r\nSECRET_KEY = ""\r\n').replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("adds only what is missing", () => {
    const done = after("import os\n");
    expect(after(done)).toBe(done);
    // The first field's rows are long encrypted; those of the next field are not.
    expect(after(done.replace(PLAINTEXT, ""))).toContain(`${ENVIRONMENT}\n\n${PLAINTEXT}`);
    expect(after(done.replace(PLAINTEXT, "")).split("FIELD_ENCRYPTION_KEYS =")).toHaveLength(2);
  });

  it("says what to add where the settings are not known", () => {
    const { step, notes } = keySettingsStep(readProject(new Map()), true);
    expect(step).toBeNull();
    expect(notes[0]).toContain(ENVIRONMENT);
    expect(hasKeySettings(readProject(new Map()), true)).toBe(true);
  });
});

describe("keySettingsStep in projects with several settings", () => {
  it("gives a fixed key to those for local runs and tests, and none to the others", () => {
    const result = afterIn({
      "config/settings.py": null,
      "config/settings/base.py":
        'import environ\n\nenv = environ.Env()\nSECRET_KEY = env("KEY")\nINSTALLED_APPS = []\n',
      "config/settings/dev.py": "from .base import *\n\nDEBUG = True\n",
      "config/settings/test.py": "from .base import *",
      "config/settings/production.py": "from .base import *\n",
      "config/wsgi.py": MANAGE.replace("config.settings", "config.settings.production"),
      "manage.py": MANAGE.replace("config.settings", "config.settings.dev"),
    });
    expect(result).toEqual({
      "config/settings/base.py": `import environ\n\nenv = environ.Env()\nSECRET_KEY = env("KEY")\n\n${COMMENT}\nFIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])\n${PLAINTEXT}\nINSTALLED_APPS = []\n`,
      "config/settings/dev.py": `from .base import *\n\nDEBUG = True\n\n${LOCAL}\n`,
      "config/settings/test.py": `from .base import *\n\n${LOCAL}\n`,
    });
  });

  it.each([
    "from .dev import *\n\nDEBUG = False\n",
    "from .base import *\n\ntry:\n    from .dev import *\nexcept ImportError:\n    pass\nDEBUG = False\n",
  ])("leaves settings to a person where production is made of those for local runs: %j", (production) => {
    const files = new Map([
      ["config/settings/base.py", 'import os\nSECRET_KEY = os.environ["KEY"]\nINSTALLED_APPS = []\n'],
      ["config/settings/dev.py", "from .base import *\n\nDEBUG = True\n"],
      ["config/settings/production.py", production],
      ["config/wsgi.py", MANAGE.replace("config.settings", "config.settings.production")],
      ["manage.py", MANAGE.replace("config.settings", "config.settings.dev")],
    ]);
    const { step, notes } = keySettingsStep(readProject(files), true);
    expect(step).toBeNull();
    expect(notes[0]).toMatch(/^Add to the settings: /);
  });

  it("lets plain rows be read only where some may be left", () => {
    const files = new Map([
      ["manage.py", MANAGE],
      ["config/settings.py", 'import os\n\nSECRET_KEY = os.environ["KEY"]\n'],
    ]);
    const project = readProject(files);
    const { step } = keySettingsStep(project, false);
    const changed = applyPlan(files, { id: "", title: "", steps: [step!], notes: [] });
    expect(changed.get("config/settings.py")).not.toContain("PLAINTEXT");
    expect(hasKeySettings(readProject(changed), false)).toBe(true);
    expect(hasKeySettings(readProject(changed), true)).toBe(false);
  });

  it("asks what DEBUG is where the keys are, not what others make of it", () => {
    const result = afterIn({
      "config/settings.py": 'import os\n\nSECRET_KEY = "x"\nDEBUG = True\nINSTALLED_APPS = []\n',
      "config/production.py": 'import os\nfrom .settings import *\n\nDEBUG = os.environ.get("DEBUG")\n',
      "manage.py": MANAGE.replace("config.settings", "config.production"),
    });
    expect(result["config/settings.py"]).toContain(ENVIRONMENT);
    expect(result["config/settings.py"]).not.toContain("this-key-is-public");
  });

  it("takes images of containers, and what only seems to be for development, for production", () => {
    const result = afterIn({
      "config/settings.py": "INSTALLED_APPS = []\n",
      "config/docker.py": "from .settings import *\n\nDEBUG = True\n",
      "config/settings_docker.py": "from .settings import *\n\nDEBUG = True\n",
      "config/settings_dev.py": "from .settings import *\n\nDEBUG = False\n",
      "config/settings_shown.py": "from .settings import *\n\nDEBUG = True\n",
    });
    expect(Object.keys(result)).toEqual(["config/settings.py"]);
  });

  it("gives none to settings for development that nothing else stands beside: production may be made of them", () => {
    const result = afterIn({
      "config/settings.py": null,
      "config/dev.py": "DEBUG = True\nINSTALLED_APPS = []\n",
      "manage.py": MANAGE.replace("config.settings", "config.dev"),
    });
    expect(result["config/dev.py"]).toContain(ENVIRONMENT);
    expect(result["config/dev.py"]).not.toContain("this-key-is-public");
  });

  it("lets DEBUG and tests decide where there is one file for everything, and the environment decides about them", () => {
    const settings = (debug: string): string =>
      `import os, sys\n\nSECRET_KEY = "x"\nDEBUG = ${debug}\nTESTING = "test" in sys.argv\nNO_TESTS = "test" not in sys.argv\n`;
    const guarded = (test: string): string =>
      `if ${test} and not FIELD_ENCRYPTION_KEYS:\n    ${LOCAL.replace("\n", "\n    ")}\n`;
    expect(after(settings('os.environ.get("DEBUG") == "1"'))).toContain(guarded("(DEBUG or TESTING)"));
    expect(after(settings("True"))).toContain(guarded("TESTING"));
    // Behind the last name that it needs.
    expect(after(settings("True"))).toContain(`TESTING = "test" in sys.argv\n\n${COMMENT}`);
    expect(after('import os\n\nDEBUG = True\nSECRET_KEY = "x"\n')).not.toContain("this-key-is-public");
  });

  it("says that every machine needs the variable where nothing tells local runs from production", () => {
    const notesOn = (settings: string): readonly string[] => {
      const files = { "manage.py": MANAGE, "config/settings.py": settings };
      return keySettingsStep(readProject(new Map(Object.entries(files))), false).notes;
    };
    expect(notesOn("import os\n\nDEBUG = True\n")).toEqual([
      expect.stringContaining("`manage.py test` and `check` need `FIELD_ENCRYPTION_KEYS` on every machine"),
    ]);
    expect(notesOn('import os\n\nDEBUG = os.environ.get("DEBUG") == "1"\n')).toEqual([]);
    expect(notesOn('import os\n\nFIELD_ENCRYPTION_KEYS = os.environ["KEYS"].split()\n')).toEqual([]);
  });

  it("gives the key to what django-split-settings includes for development alone", () => {
    const result = afterIn({
      "config/settings.py": null,
      "config/settings/__init__.py":
        "import os\nfrom split_settings.tools import include\n\ninclude(\"parts/*.py\", f\"environments/{os.environ.get('ENV', 'production')}.py\")\n",
      "config/settings/parts/common.py": 'SECRET_KEY = ""\nINSTALLED_APPS = []\n',
      "config/settings/parts/development.py": "DEBUG = True\n",
      "config/settings/environments/development.py": "DEBUG = True\n",
      "config/settings/environments/production.py": "DEBUG = False\n",
      "manage.py": MANAGE,
    });
    expect(Object.keys(result)).toEqual([
      "config/settings/parts/common.py",
      "config/settings/environments/development.py",
    ]);
    expect(result["config/settings/environments/development.py"]).toBe(`DEBUG = True\n\n${LOCAL}\n`);
  });

  it("adds members to classes of settings, wherever they are declared", () => {
    const result = afterIn({
      "config/settings.py":
        'from configurations import Configuration, values\n\n\nclass Base(Configuration):\n    SECRET_KEY = values.Value("")\n    INSTALLED_APPS = []\n\n\nclass Dev(Base):\n    DEBUG = True\n\n\nclass Test(Base):\n    pass\n\n\nclass Live(Base):\n    pass\n',
      "manage.py": `${MANAGE}os.environ.setdefault("DJANGO_CONFIGURATION", "Dev")\n`,
    });
    const member = (lines: string): string => lines.replaceAll(/^/gm, "    ");
    const keys = `${COMMENT}\nFIELD_ENCRYPTION_KEYS = values.ListValue([], environ_prefix=None)\n${PLAINTEXT}`;
    expect(result["config/settings.py"]).toBe(
      `from configurations import Configuration, values\n\n\nclass Base(Configuration):\n    SECRET_KEY = values.Value("")\n\n${member(keys)}\n    INSTALLED_APPS = []\n\n\nclass Dev(Base):\n    DEBUG = True\n\n${member(LOCAL)}\n\n\nclass Test(Base):\n    pass\n\n${member(LOCAL)}\n\n\nclass Live(Base):\n    pass\n`,
    );
  });

  it("leaves a class alone that has keys of its own, beside the others of its file", () => {
    const result = afterIn({
      "config/settings.py":
        'from configurations import Configuration, values\n\n\nclass Base(Configuration):\n    SECRET_KEY = values.Value("")\n    INSTALLED_APPS = []\n\n\nclass Dev(Base):\n    DEBUG = True\n    FIELD_ENCRYPTION_KEYS = ["own"]\n\n\nclass Test(Base):\n    pass\n\n\nclass Live(Base):\n    pass\n',
      "manage.py": `${MANAGE}os.environ.setdefault("DJANGO_CONFIGURATION", "Dev")\n`,
    });
    const classes = result["config/settings.py"]!.split("\n\n\n");
    expect(classes[1]).toContain("FIELD_ENCRYPTION_KEYS = values.ListValue([], environ_prefix=None)");
    expect(classes[2]).toBe('class Dev(Base):\n    DEBUG = True\n    FIELD_ENCRYPTION_KEYS = ["own"]');
    expect(classes[3]).toContain("this key is public");
    expect(classes[4]).toBe("class Live(Base):\n    pass\n");
  });

  it("leaves a class on one line to a person", () => {
    const project = readProject(
      new Map([
        ["manage.py", `${MANAGE}os.environ["DJANGO_CONFIGURATION"] = "Live"\n`],
        ["config/settings.py", "class Live(Configuration): INSTALLED_APPS = []\n"],
      ]),
    );
    const { step, notes } = keySettingsStep(project, true);
    expect(step).toBeNull();
    expect(notes[0]).toMatch(/^Add to the class of settings that the others inherit from: `FIELD_ENCRYPTION_KEYS = /);
  });

  it("leaves the others as they are where keys are read already: somebody has decided", () => {
    const files = {
      "config/settings.py": 'import os\n\nFIELD_ENCRYPTION_KEYS = os.environ["KEYS"].split()\n',
      "config/test_settings.py": "from .settings import *\n",
    };
    expect(Object.keys(afterIn(files))).toEqual(["config/settings.py"]);
  });
});

/** What a project's files are after the step, those that it changes. */
function afterIn(changes: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  const files = new Map([["manage.py", MANAGE]]);
  for (const [path, text] of Object.entries(changes)) if (text !== null) files.set(path, text);
  const { step, notes } = keySettingsStep(readProject(files), true);
  expect(notes.filter((note) => !note.includes("on every machine"))).toEqual([]);
  const result = applyPlan(files, { id: "", title: "", steps: step ? [step] : [], notes: [] });
  return Object.fromEntries([...result].filter(([path, text]) => files.get(path) !== text));
}
