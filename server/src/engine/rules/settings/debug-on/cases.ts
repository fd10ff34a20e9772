import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "the only settings that there are",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        DEBUG = True
        ^^^^^ settings/debug-on: wherever these settings are used
        INSTALLED_APPS = ["shop"]
      `,
    },
    {
      name: "settings that call themselves production, where the value comes from",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
        //- config/settings/base.py
        INSTALLED_APPS = ["shop"]
        DEBUG = True
        ^^^^^ settings/debug-on: wherever these settings are used
        //- config/settings/local.py
        from .base import *
        DEBUG = True
        //- config/settings/production.py
        from .base import *
      `,
    },
    {
      name: "on unless the environment says otherwise, in the ways that projects read it",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        import environ
        env = environ.Env(DEBUG=(bool, True))
        INSTALLED_APPS = []
        DEBUG = env("DEBUG")
        ^^^^^ settings/debug-on: wherever the variable \`DEBUG\` is not set
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        INSTALLED_APPS = []
        DEBUG = os.getenv("DJANGO_DEBUG", "True") == "True"
        ^^^^^ settings/debug-on: wherever the variable \`DJANGO_DEBUG\` is not set
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        from decouple import config
        INSTALLED_APPS = []
        DEBUG = config("DEBUG", default=True, cast=bool)
        ^^^^^ settings/debug-on: wherever the variable \`DEBUG\` is not set
      `,
    },
    {
      name: "the text of a variable, which is true whatever it says",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        import os
        INSTALLED_APPS = []
        DEBUG = bool(os.getenv("DEBUG"))
        ^^^^^ settings/debug-on: any text is true
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        from os import environ
        INSTALLED_APPS = []
        DEBUG = environ.get("DEBUG", False)
        ^^^^^ settings/debug-on: any text is true
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        from decouple import config
        INSTALLED_APPS = []
        DEBUG = config("DEBUG", default=False)
        ^^^^^ settings/debug-on: any text is true
      `,
    },
  ],
  negative: [
    {
      name: "off, or off unless the environment says otherwise",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
        //- config/settings/base.py
        import os
        INSTALLED_APPS = ["shop"]
        DEBUG = True
        //- config/settings/local.py
        from .base import *
        //- config/settings/production.py
        from .base import *
        DEBUG = False
        //- config/settings/staging.py
        from .base import *
        DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true")
      `,
    },
  ],
  trap: [
    {
      name: "settings for development and tests, of a project that is deployed with others",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        INSTALLED_APPS = ["shop"]
        DEBUG = True
        //- shop/settings_production.py
        from .settings import *
        DEBUG = False
      `,
    },
    {
      name: "what a module overrules that nobody commits, and an example",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        INSTALLED_APPS = ["shop"]
        DEBUG = True
        from .local_settings import *
        //- example/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")
        //- example/site/settings.py
        INSTALLED_APPS = ["shop"]
        DEBUG = True
      `,
    },
    {
      name: "a reader of the project's own, which may make anything of its default",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        from tools import get_bool_from_env
        INSTALLED_APPS = ["shop"]
        DEBUG = get_bool_from_env("SHOP_DEBUG", "NO")
      `,
    },
    {
      name: "a variable that a reader makes a truth of",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        import environ
        env = environ.Env(DEBUG=(bool, False))
        INSTALLED_APPS = ["shop"]
        DEBUG = env("DEBUG")
      `,
    },
  ],
  suppressed: [
    {
      name: "a demonstration on a developer's machine",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        INSTALLED_APPS = ["shop"]
        # fieldguard: ignore[settings/debug-on] never deployed
        DEBUG = True
        ^^^^^ settings/debug-on (suppressed): wherever
      `,
    },
  ],
  fixed: [
    {
      name: "from the environment",
      fix: "debug-from-environment",
      field: "DEBUG",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        from pathlib import Path

        BASE_DIR = Path(__file__).parent
        INSTALLED_APPS = ["shop"]
        DEBUG = True  # for now
      `,
      after: `
        //- shop/settings.py
        import os
        from pathlib import Path

        BASE_DIR = Path(__file__).parent
        INSTALLED_APPS = ["shop"]
        DEBUG = os.environ.get("DEBUG", "").lower() in {"1", "true", "yes", "on"}  # for now
      `,
    },
    {
      name: "the variable that is read already",
      fix: "debug-from-environment",
      field: "DEBUG",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        import os

        INSTALLED_APPS = ["shop"]
        DEBUG = bool(os.getenv("SHOP_DEBUG"))
      `,
      after: `
        //- shop/settings.py
        import os

        INSTALLED_APPS = ["shop"]
        DEBUG = os.environ.get("SHOP_DEBUG", "").lower() in {"1", "true", "yes", "on"}
      `,
    },
    {
      name: "as the project reads its other values",
      fix: "debug-from-environment",
      field: "DEBUG",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
        //- shop/settings.py
        import environ

        env = environ.Env()
        SECRET_KEY = env("SECRET_KEY")
        DEBUG = env.bool("DEBUG", default=True)
        INSTALLED_APPS = ["shop"]
      `,
      after: `
        //- shop/settings.py
        import environ

        env = environ.Env()
        SECRET_KEY = env("SECRET_KEY")
        DEBUG = env.bool("DEBUG", default=False)
        INSTALLED_APPS = ["shop"]
      `,
    },
  ],
};
