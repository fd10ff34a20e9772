/** Projects that run, each with its settings laid out as in `facts/projects.ts`, and which of them are run how. */
import { dedent } from "../support/fixture.ts";

export interface KeyLayout {
  readonly files: Readonly<Record<string, string>>;
  /** What `manage.py` runs with on a clone. */
  readonly local: Run;
  readonly production: Run;
  /** What tests run with; null where that is the same as on a clone. */
  readonly test: Run | null;
}

export type Run = Readonly<Record<string, string>>;

/** The one setting that production has to be given in each of them. */
const SECRET = { SECRET_KEY: "a-secret-that-is-only-for-this-run-and-long-enough-for-check" };

const APPS = `["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.staticfiles", "vault"]`;
const DATABASES = `{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}`;

function files(source: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(source).map(([path, text]) => [path, text === "" ? "" : `${dedent(text)}\n`]),
  );
}

function manage(module: string, className: string | null = null): string {
  const configurations = className === null ? "django.core.management" : "configurations.management";
  return `
    import os
    import sys

    if __name__ == "__main__":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")
        ${className === null ? "" : `os.environ.setdefault("DJANGO_CONFIGURATION", "${className}")`}
        from ${configurations} import execute_from_command_line

        execute_from_command_line(sys.argv)
  `;
}

function server(module: string, className: string | null = null): string {
  return `
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")
    ${className === null ? "" : `os.environ.setdefault("DJANGO_CONFIGURATION", "${className}")`}
  `;
}

export const KEY_LAYOUTS: Readonly<Record<string, KeyLayout>> = {
  "files by name": {
    files: files({
      "manage.py": manage("config.settings.local"),
      "config/wsgi.py": server("config.settings.production"),
      "pyproject.toml": `
        [tool.pytest.ini_options]
        addopts = "--ds=config.settings.test"
      `,
      "config/settings/__init__.py": "",
      "config/settings/base.py": `
        import environ

        env = environ.Env()
        INSTALLED_APPS = ${APPS}
        DATABASES = ${DATABASES}
        DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
        STATIC_URL = "static/"
        STATIC_ROOT = "collected"
      `,
      "config/settings/local.py": `
        from .base import *
        from .base import env

        DEBUG = True
        SECRET_KEY = env("SECRET_KEY", default="made up")
      `,
      "config/settings/production.py": `
        from .base import *
        from .base import env

        SECRET_KEY = env("SECRET_KEY")
      `,
      "config/settings/test.py": `
        from .base import *

        SECRET_KEY = "made up"
      `,
    }),
    local: {},
    production: { DJANGO_SETTINGS_MODULE: "config.settings.production", ...SECRET },
    test: { DJANGO_SETTINGS_MODULE: "config.settings.test" },
  },

  "django-split-settings": {
    files: files({
      "manage.py": manage("config.settings"),
      "config/settings/__init__.py": `
        from os import environ

        from split_settings.tools import include, optional

        environ.setdefault("DJANGO_ENV", "development")
        _ENV = environ["DJANGO_ENV"]
        include("components/common.py", "components/*.py", f"environments/{_ENV}.py", optional("environments/local.py"))
      `,
      "config/settings/components/__init__.py": "",
      "config/settings/components/common.py": `
        import os

        SECRET_KEY = os.environ.get("SECRET_KEY", "made up")
        INSTALLED_APPS = ${APPS}
        DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
      `,
      "config/settings/components/storage.py": `
        DATABASES = ${DATABASES}
        STATIC_URL = "static/"
        STATIC_ROOT = "collected"
      `,
      "config/settings/environments/__init__.py": "",
      "config/settings/environments/development.py": `
        DEBUG = True
      `,
      "config/settings/environments/production.py": `
        DEBUG = False
      `,
      "config/settings/environments/test.py": `
        PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
      `,
    }),
    local: {},
    production: { DJANGO_ENV: "production", ...SECRET },
    test: { DJANGO_ENV: "test" },
  },

  "classes of django-configurations": {
    files: files({
      "manage.py": manage("config.settings", "Local"),
      "config/wsgi.py": server("config.settings", "Production"),
      "config/settings/__init__.py": `
        from .local import Local
        from .local import Test
        from .production import Production
      `,
      "config/settings/common.py": `
        from configurations import Configuration, values


        class Common(Configuration):
            INSTALLED_APPS = ${APPS}
            SECRET_KEY = values.Value("made up", environ_prefix=None)
            DATABASES = ${DATABASES}
            DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
            STATIC_URL = "static/"
            STATIC_ROOT = "collected"
      `,
      "config/settings/local.py": `
        from .common import Common


        class Local(Common):
            DEBUG = True


        class Test(Common):
            PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
      `,
      "config/settings/production.py": `
        from .common import Common


        class Production(Common):
            DEBUG = False
      `,
    }),
    local: {},
    production: { DJANGO_CONFIGURATION: "Production", ...SECRET },
    test: { DJANGO_CONFIGURATION: "Test" },
  },

  "one file with python-decouple": {
    files: files({
      "manage.py": manage("config.settings"),
      "config/settings.py": `
        from decouple import Csv, config

        SECRET_KEY = config("SECRET_KEY", default="made up")
        DEBUG = config("DEBUG", default=True, cast=bool)
        ALLOWED_HOSTS = config("ALLOWED_HOSTS", default="a,b", cast=Csv())
        INSTALLED_APPS = ${APPS}
        DATABASES = ${DATABASES}
        DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
        STATIC_URL = "static/"
        STATIC_ROOT = "collected"
        try:
            from .local_settings import *
        except ImportError:
            pass
      `,
    }),
    local: {},
    production: { DEBUG: "False", ...SECRET },
    test: null,
  },

  "one file with conditions of its own": {
    files: files({
      "manage.py": manage("config.settings"),
      "config/settings.py": `
        import os
        import sys

        from .defaults import *
        from .defaults import is_on


        DEBUG = is_on("DEVELOPMENT", "0")
        TESTING = "test" in sys.argv
        SECRET_KEY = os.environ.get("SECRET_KEY", "made up")
        INSTALLED_APPS = ${APPS}
        DATABASES = ${DATABASES}
        if DEBUG:
            INTERNAL_IPS = ["127.0.0.1"]
      `,
      "config/defaults.py": `
        import os


        def is_on(name, default):
            return os.environ.get(name, default) == "1"


        DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
        STATIC_URL = "static/"
        STATIC_ROOT = "collected"
      `,
    }),
    local: { DEVELOPMENT: "1" },
    production: SECRET,
    test: {},
  },
};
