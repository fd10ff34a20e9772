import { describe, expect, it, vi } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { userModelSetting, userModelsIn } from "../userModel.ts";
import { installedApps } from "./installedApps.ts";
import { namedInDeployment } from "./namedByTools.ts";
import { type ProjectSettings, readSettings, type Setting } from "./readSettings.ts";
import type { Value } from "./value.ts";

function settingsOf(source: string): ProjectSettings {
  return readSettings(parseFixture(source).files);
}

/** Of a project with one module of settings. */
function one(lines: string, name = "X"): Setting | null {
  return settingsOf(`//- settings.py\nDEBUG = True\n${lines}`).valueOf(name, "production");
}

/** `maybe` marks what is not always there, `…` what may be missing. */
function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return null;
    case "literal":
      return value.value;
    case "path":
      return `path ${value.path}`;
    case "environment":
      return { variable: value.variable, default: value.default === null ? "?" : shown(value.default) };
    case "either":
      return { either: value.values.map(shown) };
    case "list": {
      const items = value.items.map((item) => (item.always ? shown(item.value) : { maybe: shown(item.value) }));
      return value.whole ? items : [...items, "…"];
    }
    case "dictionary": {
      const entries = value.entries.map(({ key, value: inner, always }) => [
        String(key),
        always ? shown(inner) : { maybe: shown(inner) },
      ]);
      return Object.fromEntries(value.whole ? entries : [...entries, ["…", "…"]]);
    }
    default:
      return value!.kind;
  }
}

describe("the way through a module", () => {
  it.each<readonly [string, string, unknown]>([
    ["goes on behind a name that begins like a keyword", "return_url = '/'\nX = 1", 1],
    ["may take any case", "match MODE:\n    case 'a':\n        X = 1\n    case _:\n        X = 2", { either: [1, 2] }],
    [
      "goes on where only the project's own copy of a module is not here",
      "X = 1\ntry:\n    from local_settings import *\nexcept ImportError:\n    X = 2\n    raise\nY = 3",
      1,
    ],
    ["may leave a loop early", "X = 0\nfor X in [1, 2]:\n    Y = X\n    if FOO:\n        break", "unknown"],
  ])("%s", (_, lines, expected) => {
    expect(shown(one(lines)?.value)).toEqual(expected);
  });

  it("goes on to the end behind such an import", () => {
    const lines = "try:\n    from local_settings import *\nexcept ImportError:\n    raise Exception('copy it')\nX = 3";
    expect(shown(one(lines)?.value)).toBe(3);
  });

  it.each([
    ["a text that doubles", `X = "aaaaaaaaaa"\n${"X += X\n".repeat(60)}`],
    ["a format string that doubles", `X = "aaaaaaaaaa"\n${'X = f"{X}{X}"\n'.repeat(60)}`],
    ["a path that doubles", `X = f"{__file__}/x"\n${'X = f"{X}/{X}"\n'.repeat(60)}`],
    ["a chain of methods that doubles", `X = "a"${'.replace("a", "aa")'.repeat(60)}\n`],
    ["a list that doubles", `X = [1, 2]\n${"X = [*X, *X]\n".repeat(60)}`],
    ["lists within lists", `X = [1, 2]\n${"X = [X, X]\n".repeat(60)}`],
  ])("does not know the end of %s", (_, lines) => {
    expect(["partial", "unknown"]).toContain(one(lines)?.certainty);
  });

  it("ends on thousands of alternatives", () => {
    const clauses = Array.from({ length: 5000 }, (_, at) => `elif MODE == ${at}:\n    X = ${at}\n`).join("");
    expect(one(`X = 1\nif MODE == 0:\n    X = 2\n${clauses}`)?.certainty).toBe("unknown");
  });

  it("does not put all variants of many names together", () => {
    const names = Array.from({ length: 12 }, (_, at) => `A${at}`);
    const lines = names.map((name) => `${name} = "a"\nif FOO:\n    ${name} = "b"\nif BAR:\n    ${name} = "c"`);
    const text = names.map((name) => `{${name}}`).join("");
    expect(one(`${lines.join("\n")}\nX = f"${text}"`)?.certainty).toBe("unknown");
  });
});

describe("values of one module", () => {
  it.each<readonly [string, unknown]>([
    ["X = 'a'", "a"],
    ["X = ('a' 'b')", "ab"],
    ["X: str = 'a'", "a"],
    ["X = Y = 3", 3],
    ["X = 60 * 60 * 24", 86400],
    ["X = not True", false],
    ["X = None", null],
    ["X, Y = 'a', 'b'", "a"],
    ["A = ['a']\nX = A + ['b']", ["a", "b"]],
    ["X = ['a']\nX += ['b', 'c']", ["a", "b", "c"]],
    ["X = ('a',)\nX += ('b',)", ["a", "b"]],
    ["A = ['b']\nX = ['a', *A, 'c']", ["a", "b", "c"]],
    ["X = ['b']\nX.append('c')\nX.insert(0, 'a')\nX.extend(['d', 'e'])\nX.remove('d')", ["a", "b", "c", "e"]],
    ["X = ['a', 'c']\nX.insert(X.index('c'), 'b')", ["a", "b", "c"]],
    ["X = []\nfor app in ('a', 'b'):\n    X.append(f'apps.{app}')", ["apps.a", "apps.b"]],
    ["X = {'a': {'b': 1}}\nX['a']['c'] = 2\nX['d'] = 3", { a: { b: 1, c: 2 }, d: 3 }],
    ["A = {'a': 1, 'b': 1}\nX = {**A, 'b': 2}", { a: 1, b: 2 }],
    ["X = dict(a=1)\nX.update({'b': 2})\nX.setdefault('a', 5)", { a: 1, b: 2 }],
    ["A = {'a': ['b']}\nX = A['a'][0]", "b"],
    ["N = 'x'\nX = f'{N}.y{{}}'", "x.y{}"],
    ["X = 'a,b'.split(',')", ["a", "b"]],
    ["X = '%s.y' % 'x'", "x.y"],
    ["from django.utils.translation import gettext_lazy as _\nX = [('en', _('English'))]", [["en", "English"]]],
    ["X = 'a' if DEBUG else 'b'", "a"],
    ["X = 1\ndel X", null],
    ["X = '.'.join(['1', '2'])", "1.2"],
    ["X = 3 if 'a' in ['a'] and 'b' not in ('a',) else 4", 3],
  ])("%j", (code, expected) => {
    expect(shown(one(code)?.value)).toEqual(expected);
  });

  it.each<readonly [string, unknown]>([
    ["from pathlib import Path\nX = Path(__file__).resolve().parent / 'static'", "path static"],
    ["from pathlib import Path\nX = str(Path(__file__).parents[0].joinpath('a', 'b'))", "path a/b"],
    ["import os\nX = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'db.sqlite3')", "path db.sqlite3"],
    ["import environ\nX = environ.Path(__file__) - 1", "path "],
  ])("%j is a place in the project", (code, expected) => {
    expect(shown(one(code)?.value)).toBe(expected);
  });

  it.each<readonly [string, unknown]>([
    ["import os\nX = os.environ['A']", { variable: "A", default: "?" }],
    ["import os\nX = os.environ.get('A')", { variable: "A", default: null }],
    ["import os\nX = os.getenv('A', 'b')", { variable: "A", default: "b" }],
    ["from os import environ\nX = environ.get('A') or 'b'", { variable: "A", default: "b" }],
    ["import os\nX = int(os.environ.get('A', '3'))", { variable: "A", default: 3 }],
    ["import os\nX = os.environ.get('A', 'no') == 'yes'", { variable: "A", default: false }],
    ["import os\nX = os.environ.get('A', 'b,c').split(',')", { variable: "A", default: ["b", "c"] }],
    ["import environ\nenv = environ.Env(A=(bool, False))\nX = env('A')", { variable: "A", default: false }],
    ["import environ\nenv = environ.Env()\nenv.read_env()\nX = env.bool('A', True)", { variable: "A", default: true }],
    ["import environ\nenv = environ.Env()\nX = env('A', default='b')", { variable: "A", default: "b" }],
    ["import environ\nenv = environ.Env()\nX = env.list('A', default=[])", { variable: "A", default: [] }],
    ["from environs import Env\nenv = Env()\nX = env.int('A', 3)", { variable: "A", default: 3 }],
    ["from decouple import config\nX = config('A', default=False, cast=bool)", { variable: "A", default: false }],
    [
      "import os\nfrom distutils.util import strtobool\nX = bool(strtobool(os.getenv('A', 'yes')))",
      { variable: "A", default: true },
    ],
    [
      "from environs import Env\nenv = Env()\nwith env.prefixed('B_'):\n    X = env('A', default=1)",
      { variable: "B_A", default: 1 },
    ],
    [
      "from environs import Env\nenv = Env()\nwith env.prefixed('B_'):\n    Y = 1\nX = env.int('A', 1)",
      { variable: "A", default: 1 },
    ],
    [
      "from pydantic_settings import BaseSettings\nclass Read(BaseSettings):\n    a: str = 'b'\nX = Read().a",
      { variable: "A", default: "b" },
    ],
    [
      "from pydantic_settings import BaseSettings, SettingsConfigDict\nclass Read(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix='MY_')\n    a: bool = True\nread = Read()\nX = read.a",
      { variable: "MY_A", default: true },
    ],
    [
      "from pydantic import BaseSettings, Field\nclass Base(BaseSettings):\n    class Config:\n        env_prefix = 'my_'\nclass Read(Base):\n    a: str = Field('b')\n    c: str = Field('d', env='E')\nX = [Read().a, Read().c]",
      [
        { variable: "MY_A", default: "b" },
        { variable: "E", default: "d" },
      ],
    ],
    [
      "from pydantic import SecretStr\nfrom pydantic_settings import BaseSettings\nclass Read(BaseSettings):\n    a: SecretStr = SecretStr('b')\nread = Read()\nX = [read.a.get_secret_value(), Read().a.get_secret_value()]",
      [
        { variable: "A", default: "b" },
        { variable: "A", default: "b" },
      ],
    ],
    [
      "import dj_database_url\nX = {'default': dj_database_url.config()}",
      { default: { variable: "DATABASE_URL", default: "?" } },
    ],
    [
      "import os\ndef flag(name, default):\n    return os.environ.get(name, default) == '1'\nX = flag('A', False)",
      { variable: "A", default: false },
    ],
    [
      "from decouple import Csv, config\nX = config('A', default='b, c', cast=Csv())",
      { variable: "A", default: ["b", "c"] },
    ],
    ["from decouple import config\nX = config('A', default='no', cast=bool)", { variable: "A", default: false }],
    ["import os\nX = not os.environ.get('A')", { variable: "A", default: true }],
    ["from core.utils import get_bool_from_env\nX = get_bool_from_env('A', True)", { variable: "A", default: true }],
    ["import os\nos.environ.setdefault('A', 'b')\nX = os.environ['A']", { variable: "A", default: "b" }],
  ])("%j is decided by a variable", (code, expected) => {
    expect(shown(one(code)?.value)).toEqual(expected);
  });

  it.each<readonly [string, unknown]>([
    ["import os\nX = ['a']\nif os.environ.get('B'):\n    X += ['b']\n", ["a", { maybe: "b" }]],
    [
      "import os\nX = ['a', 'z']\nif os.environ.get('B'):\n    X.insert(1, 'b')\nelse:\n    X.insert(1, 'c')",
      ["a", { maybe: "b" }, { maybe: "c" }, "z"],
    ],
    [
      "import os\nif os.environ.get('B'):\n    X = 1\nelif unknown:\n    X = 2\nelse:\n    X = 3",
      { either: [1, 2, 3] },
    ],
    ["if DEBUG:\n    X = 1\nelse:\n    X = 2", 1],
    ["from typing import TYPE_CHECKING\nX = 1\nif TYPE_CHECKING:\n    X = 2", 1],
    ["if not DEBUG:\n    X = 1\nelse:\n    X = 2", 2],
    [
      "X = ['a']\ntry:\n    import toolbar\n    X += ['toolbar']\nexcept ImportError:\n    pass",
      ["a", { maybe: "toolbar" }],
    ],
    ["X = 1\nif unknown:\n    raise ValueError()\n", 1],
    ["X = ['a'] + more()", ["a", "…"]],
    ["X = ['a', *more()]", ["a", "…"]],
    ["X = {'a': 1, **more()}", { a: 1, "…": "…" }],
    ["X = ['a']\nfor x in more():\n    X.append(x)", ["a", "unknown", "…"]],
    ["X = [x for x in y]", "unknown"],
  ])("%j says what is not certain", (code, expected) => {
    expect(shown(one(code)?.value)).toEqual(expected);
  });

  it.each<readonly [string, string]>([
    ["X = 1", "certain"],
    ["X = [1, 'a']", "certain"],
    ["import os\nX = os.environ.get('A', '')", "default"],
    ["import os\nX = [os.environ.get('A', '')]", "default"],
    ["X = 1\nif unknown:\n    X = 2", "varies"],
    ["if unknown:\n    X = 2", "varies"],
    ["X = ['a', more()]", "partial"],
    ["X = more()", "unknown"],
    ["X = 1\nfrom .local import *", "overridable"],
    ["from .local import *\nX = 1", "certain"],
    ["X = 1\nimport django_heroku\ndjango_heroku.settings(locals())", "overridable"],
    ["X = 1\nfrom dynaconf import DjangoDynaconf\nsettings = DjangoDynaconf(__name__)", "overridable"],
    ["X = 1\nexec(open('local.py').read())", "overridable"],
    ["X = 1\nfor name in names():\n    globals()[name] = read(name)", "overridable"],
    ["X = 1\nlocals()[name()] = 2", "overridable"],
    ["X = 1\nlocals()['Y'] = 2", "certain"],
    ["for name in ['X']:\n    globals()[name] = 2", "certain"],
    ["X = 1\nvars().update(more())", "overridable"],
    ["X = 1\n_ = globals().update(more())", "overridable"],
    ["X = 1\nimport sys\nsetattr(sys.modules[__name__], name(), 2)", "overridable"],
    ["X = 1\nfrom split_settings.tools import include, optional\ninclude(optional('local.py'))", "overridable"],
    ["if (X := read()):\n    Y = 1", "unknown"],
  ])("%j is %s", (code, certainty) => {
    expect(one(code)?.certainty).toBe(certainty);
  });

  it("tells where a value is given and changed", () => {
    const text = "DEBUG = True\nX = ['a']\nX += ['b']";
    const found = readSettings(new Map([["settings.py", text]])).valueOf("X", "production")!;
    expect(found.places.map(({ path, span }) => [path, text.slice(span.start, span.end)])).toEqual([
      ["settings.py", "X = ['a']"],
      ["settings.py", "X += ['b']"],
    ]);
  });

  it("reads on where a line is half typed", () => {
    expect(shown(one("X = ['a', 'b'\nY = (\nZ = 3")?.value)).toEqual(["a", "b"]);
    expect(shown(one("X = ['a', 'b'\nY = (\nZ = 3", "Z")?.value)).toBe(3);
  });

  it("ends on code that runs in circles, or that would never end", () => {
    const loops = "for a in range(9):\n  ".repeat(1) + "while True:\n    X = 1";
    expect(one(loops)?.certainty).toBe("unknown");
    const circle = settingsOf(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.settings")
      //- a/settings.py
      from b.settings import *
      X = 1
      //- b/settings.py
      from a.settings import *
      Y = X
    `);
    expect(shown(circle.valueOf("X", "production")?.value)).toBe(1);
    const nested = "X = 1\n" + Array.from({ length: 60 }, (_, depth) => `${" ".repeat(depth)}if a${depth}:`).join("\n");
    expect(shown(one(`${nested}\n${" ".repeat(60)}X = 2`)?.value)).toEqual({ either: [2, 1] });
    const exponential = Array.from({ length: 40 }, (_, at) => `if a${at}:\n    X += ['${at}']`).join("\n");
    expect(shown(one(`X = []\n${exponential}`)?.value)).toHaveLength(40);
  });
});

const SPLIT = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
  //- config/wsgi.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
  //- pyproject.toml
  [tool.pytest.ini_options]
  addopts = "--ds=config.settings.test --reuse-db"
  //- config/settings/__init__.py
  //- config/settings/base.py
  import environ
  env = environ.Env()
  DEBUG = env.bool("DEBUG", False)
  DJANGO_APPS = ["django.contrib.auth"]
  LOCAL_APPS = ["shop.users"]
  INSTALLED_APPS = DJANGO_APPS + LOCAL_APPS
  AUTH_USER_MODEL = "users.User"
  //- config/settings/local.py
  from .base import *  # noqa
  from .base import INSTALLED_APPS, env
  DEBUG = True
  INSTALLED_APPS += ["debug_toolbar"]
  if env.bool("USE_DOCKER", default=False):
      INSTALLED_APPS = INSTALLED_APPS + ["docker_tools"]
  //- config/settings/production.py
  from .base import *
  INSTALLED_APPS = ["whitenoise"] + INSTALLED_APPS
  //- config/settings/test.py
  from .base import *
  AUTH_USER_MODEL = "auth.User"
`;

describe("environments", () => {
  it("are told apart by name, and by who names them", () => {
    const { environments } = settingsOf(SPLIT);
    expect(environments.map(({ kind, module, namedBy }) => [kind, module, namedBy])).toEqual([
      ["development", "config.settings.local", ["manage.py"]],
      ["test", "config.settings.test", ["pyproject.toml"]],
      ["production", "config.settings.production", ["config/wsgi.py"]],
      ["base", "config.settings.base", []],
    ]);
  });

  it("have their own values", () => {
    const settings = settingsOf(SPLIT);
    const apps = (kind: "production" | "base" | "development" | "test"): unknown =>
      installedApps(settings, kind)?.apps.map(({ name, always }) => (always ? name : `(${name})`));
    expect(apps("base")).toEqual(["django.contrib.auth", "shop.users"]);
    expect(apps("production")).toEqual(["whitenoise", "django.contrib.auth", "shop.users"]);
    expect(apps("development")).toEqual(["django.contrib.auth", "shop.users", "debug_toolbar", "(docker_tools)"]);
    expect(shown(settings.valueOf("AUTH_USER_MODEL", "production")?.value)).toBe("users.User");
    expect(shown(settings.valueOf("AUTH_USER_MODEL", "test")?.value)).toBe("auth.User");
    expect(shown(settings.valueOf("DEBUG", "development")?.value)).toBe(true);
    expect(shown(settings.valueOf("DEBUG", "production")?.value)).toEqual({ variable: "DEBUG", default: false });
  });

  it("say where each part stands", () => {
    const places = settingsOf(SPLIT).valueOf("INSTALLED_APPS", "development")!.places;
    expect(places.map(({ path }) => path)).toEqual([
      "config/settings/base.py",
      "config/settings/local.py",
      "config/settings/local.py",
    ]);
  });

  it.each([
    [
      "a comment within a step",
      "RUN pip install x \\\n# static files\n  && DJANGO_SETTINGS_MODULE=shop.alt python manage.py collectstatic",
    ],
    ["a script", "RUN <<EOF\nexport DJANGO_SETTINGS_MODULE=shop.alt\npython manage.py collectstatic\nEOF"],
    ["another stage", "ENV DJANGO_SETTINGS_MODULE=shop.alt\nFROM python AS prod"],
  ])("are not those that an image is only built with: %s", (_, build) => {
    const text = `FROM python AS build\n${build}\nENV DJANGO_SETTINGS_MODULE=shop.real\n`;
    expect(namedInDeployment(text)).toEqual(["shop.real"]);
  });

  it.each([
    ["ENV DJANGO_SETTINGS_MODULE=${SET:-shop.real}", ["shop.real"]],
    ["ARG SET=shop.real\nENV DJANGO_SETTINGS_MODULE=$SET", ["shop.real"]],
    ['CMD ["python", "manage.py", "runserver", "--settings=shop.real"]', ["shop.real"]],
    ["FROM python AS base\nENV DJANGO_SETTINGS_MODULE=shop.real\nFROM node AS assets\nFROM base", ["shop.real"]],
  ])("are known however an image names them: %s", (text, expected) => {
    expect(namedInDeployment(text)).toEqual(expected);
  });

  it("are those of an image whose name only begins, or ends, like one for developers", () => {
    const kindOf = (name: string): unknown =>
      settingsOf(`
        //- Dockerfile
        ENV DJANGO_SETTINGS_MODULE=shop.real
        //- ${name}
        ENV DJANGO_SETTINGS_MODULE=shop.alt
        //- shop/real.py
        DEBUG = False
        //- shop/alt.py
        DEBUG = True
      `).environments.find(({ module }) => module === "shop.alt")?.kind;
    expect(["latest", "device", "prod"].map((each) => kindOf(`Dockerfile.${each}`))).toEqual(
      Array(3).fill("production"),
    );
    expect(["dev", "local", "ci"].map((each) => kindOf(`Dockerfile.${each}`))).toEqual(Array(3).fill("development"));
  });

  it("are read where nothing is called settings, for whoever is deployed with them", () => {
    const source = `
      //- Dockerfile
      FROM python
      # ENV DJANGO_SETTINGS_MODULE=conf.old
      RUN DJANGO_SETTINGS_MODULE=conf.build \\
          python manage.py collectstatic
      ENV DJANGO_SETTINGS_MODULE=conf.docker \\
          PORT=80
      //- compose.yml
      services:
        web:
          environment:
            DJANGO_SETTINGS_MODULE: \${DJANGO_SETTINGS_MODULE:-conf.mine}
      //- src/manage.py
      from shop.setup import setup_env
      setup_env()
      //- src/shop/setup.py
      import os
      def setup_env():
          os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf.dev")
      //- src/conf/docker.py
      from .common import *
      from .keys import SECRET_KEY
      //- src/conf/common.py
      DEBUG = False
      //- src/conf/keys.py
      SECRET_KEY = "s"
      //- src/conf/dev.py
      from .common import *
      DEBUG = True
      //- src/conf/mine.py
      from .dev import *
      //- src/conf/build.py
      from .common import *
      //- src/conf/unused.py
      DEBUG = True
    `;
    const { files } = parseFixture(source);
    const settings = readSettings(files);
    expect(settings.environments.map(({ kind, module, namedBy }) => [kind, module, namedBy])).toEqual([
      ["production", "conf.docker", ["Dockerfile"]],
      ["development", "conf.mine", ["compose.yml"]],
      ["development", "conf.dev", ["src/manage.py"]],
    ]);
    expect(shown(settings.valueOf("DEBUG", "production")?.value)).toBe(false);
    expect(shown(settings.valueOf("SECRET_KEY", "production")?.value)).toBe("s");
    const led = settings.placesLedTo();
    expect([...files.keys()].filter((path) => led.has(path))).toEqual([
      "src/shop/setup.py",
      "src/conf/docker.py",
      "src/conf/common.py",
      "src/conf/keys.py",
      "src/conf/dev.py",
      "src/conf/mine.py",
    ]);
  });

  it("belong to the Django project around a file", () => {
    const settings = settingsOf(`
      //- shop/manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf.settings")
      //- shop/conf/settings.py
      AUTH_USER_MODEL = "shop.User"
      //- blog/manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf.settings")
      //- blog/conf/settings.py
      AUTH_USER_MODEL = "blog.Author"
    `);
    expect(userModelSetting(userModelsIn(settings), "shop/users/models.py").label).toBe("shop.User");
    expect(userModelSetting(userModelsIn(settings), "blog/users/models.py").label).toBe("blog.Author");
  });

  it("take in what is there of settings that nobody has to have", () => {
    const both = `
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
      //- shop/settings.py
      DEBUG = False
      X = 1
      try:
          from .local_settings import *
      except ImportError:
          pass
    `;
    expect(settingsOf(both).valueOf("X", "production")).toMatchObject({
      certainty: "overridable",
      value: { value: 1 },
    });
    const there = settingsOf(`${both}
      //- shop/local_settings.py
      X = 2
    `);
    expect(there.valueOf("X", "production")).toMatchObject({ certainty: "certain", value: { value: 2 } });
  });

  it("take values from an object of another module, or of its class", () => {
    const { files } = parseFixture(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
      //- shop/settings.py
      from shop import config
      from .keys import settings
      from .mail import MailSettings
      from .tools import read
      DEBUG = config.settings.debug
      SECRET_KEY = settings.secret_key
      EMAIL_HOST_PASSWORD = MailSettings().password
      //- shop/config.py
      from pydantic_settings import BaseSettings
      class Settings(BaseSettings):
          debug: bool = True
      settings = Settings()
      //- shop/keys.py
      from pydantic_settings import BaseSettings
      class Settings(BaseSettings):
          secret_key: str = "s"
      settings = Settings()
      //- shop/mail.py
      from pydantic_settings import BaseSettings
      class MailSettings(BaseSettings):
          password: str = "p"
      //- shop/tools.py
      def read(): pass
    `);
    const settings = readSettings(files);
    const led = settings.placesLedTo();
    expect([...files.keys()].filter((path) => led.has(path))).toEqual([
      "shop/settings.py",
      "shop/config.py",
      "shop/keys.py",
      "shop/mail.py",
    ]);
    expect(
      ["DEBUG", "SECRET_KEY", "EMAIL_HOST_PASSWORD"].map((name) => shown(settings.valueOf(name, "production")?.value)),
    ).toEqual([
      { variable: "DEBUG", default: true },
      { variable: "SECRET_KEY", default: "s" },
      { variable: "PASSWORD", default: "p" },
    ]);
  });

  it("leave what cannot be read in them to the others of the project", () => {
    const settings = settingsOf(`
      //- Dockerfile
      ENV DJANGO_SETTINGS_MODULE="shop.settings_container"
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings_local")
      //- shop/settings_container.py
      with open("/srv/settings.py") as file:
          exec(file.read())
      INSTALLED_APPS = [*INSTALLED_APPS, "whitenoise"]
      //- shop/settings_local.py
      INSTALLED_APPS = ["django.contrib.auth", "axes"]
      AUTH_USER_MODEL = "shop.User"
      //- shop/settings_test.py
      INSTALLED_APPS = ["test_app"]
      AUTH_USER_MODEL = "test_app.User"
    `);
    expect(settings.environmentFor("production")?.module).toBe("shop.settings_container");
    expect(installedApps(settings, "production")).toEqual({
      apps: [
        { name: "whitenoise", always: true },
        { name: "django.contrib.auth", always: false },
        { name: "axes", always: false },
      ],
      whole: false,
    });
    expect(userModelSetting(userModelsIn(settings), "shop/models.py")).toEqual({ label: "shop.User", isGiven: true });
  });

  it("have Django's user model where they can be read and name none, whatever others say", () => {
    const settings = settingsOf(`
      //- Dockerfile
      ENV DJANGO_SETTINGS_MODULE="shop.settings_container"
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings_local")
      //- shop/settings_container.py
      INSTALLED_APPS = ["django.contrib.auth"]
      //- shop/settings_local.py
      INSTALLED_APPS = ["django.contrib.auth", "axes"]
      AUTH_USER_MODEL = "shop.User"
    `);
    expect(installedApps(settings, "production")?.apps).toHaveLength(1);
    expect(userModelSetting(userModelsIn(settings), "shop/models.py")).toEqual({ label: "auth.User", isGiven: false });
  });

  it("are put together by django-split-settings", () => {
    const settings = settingsOf(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
      //- server/settings/__init__.py
      from os import environ
      from split_settings.tools import include, optional
      ENV = environ.get("DJANGO_ENV", "development")
      PARTS = ("components/*.py", f"environments/{ENV}.py", optional("environments/local.py"))
      include("components/common.py", *PARTS)
      //- server/settings/components/common.py
      INSTALLED_APPS = ["a"]
      //- server/settings/components/logging.py
      LOGGING = {}
      FILE = __file__
      INSTALLED_APPS += ["b"]
      //- server/settings/environments/development.py
      INSTALLED_APPS += ["dev"]
      //- server/settings/environments/production.py
      INSTALLED_APPS += ["prod"]
    `);
    expect(installedApps(settings, "production")?.apps.map(({ name }) => name)).toContain("a");
    const [named] = settings.environments;
    expect(shown(settings.valueIn("INSTALLED_APPS", named!)?.value)).toEqual(["a", "b", "dev"]);
    // What is included is run as if it stood where it is included.
    expect(shown(settings.valueIn("FILE", named!)?.value)).toBe("path server/settings/__init__.py");
    // Its parts are no settings by themselves.
    expect(settings.environments).toHaveLength(1);
  });

  it("are classes of django-configurations", () => {
    const settings = settingsOf(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
      os.environ.setdefault("DJANGO_CONFIGURATION", "Development")
      //- shop/wsgi.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
      os.environ.setdefault("DJANGO_CONFIGURATION", "Production")
      //- shop/settings.py
      from configurations import Configuration, values
      class Common(Configuration):
          INSTALLED_APPS = ["a"]
          DEBUG = values.BooleanValue(False)
          SECRET_KEY = values.SecretValue(environ_name="KEY")
      class Development(Common):
          DEBUG = True
          INSTALLED_APPS = Common.INSTALLED_APPS + ["toolbar"]
      class Production(Common):
          pass
    `);
    const values = (kind: "production" | "development"): unknown =>
      ["INSTALLED_APPS", "DEBUG", "SECRET_KEY"].map((name) => shown(settings.valueOf(name, kind)?.value));
    expect(values("development")).toEqual([["a", "toolbar"], true, { variable: "KEY", default: "?" }]);
    expect(values("production")).toEqual([
      ["a"],
      { variable: "DJANGO_DEBUG", default: false },
      { variable: "KEY", default: "?" },
    ]);
  });

  it("are none where nothing says so", () => {
    const settings = settingsOf("//- shop/models.py\nX = 1");
    expect(settings.environments).toEqual([]);
    expect(settings.valueOf("X", "production")).toBeNull();
    expect(installedApps(settings, "production")).toBeNull();
  });
});

it("keeps of an `if`, a `try` or a loop only what stands in it", () => {
  const forks = Array.from(
    { length: 300 },
    (_, index) =>
      `A${index} = 1\nif X${index}:\n    B${index} = 1\ntry:\n    C${index} = 1\nexcept ValueError:\n    C${index} = 2\nwhile f():\n    D${index} = 1\n`,
  );
  const set = vi.spyOn(Map.prototype, "set");
  const found = one(forks.join(""), "B299");
  const count = set.mock.calls.length;
  set.mockRestore();
  expect(found).not.toBeNull();
  expect(count).toBeLessThan(100 * forks.length);
});
