import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "no logging at all",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        # No dictConfig() yet, and structlog is for later.
        ROOT_URLCONF = "config.urls"
        ^^^^^^^^^^^^ settings/security-events-unlogged: \`config.settings\` has no \`LOGGING\`
      `,
    },
    {
      name: "handlers that get nothing, and loggers that are turned off",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = []
        LOGGING = {"version": 1, "handlers": {"file": FILE}, "loggers": {"shop": {"handlers": ["file"]}}}
        ^^^^^^^ settings/security-events-unlogged: No handler of \`LOGGING\` gets
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = []
        LOGGING = {"version": 1, "root": {"handlers": ["console"]}, "handlers": {"console": CONSOLE}}
        ^^^^^^^ settings/security-events-unlogged: This turns off loggers that are there already
      `,
    },
  ],
  negative: [
    {
      name: "a handler for all, or for Django's",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        ROOT_URLCONF = "one.urls"
        INSTALLED_APPS = []
        LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": ["console"]}, "handlers": {"console": CONSOLE}}
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        ROOT_URLCONF = "two.urls"
        INSTALLED_APPS = []
        LOGGING = {"version": 1, "loggers": {"django": {"handlers": ["console"]}}, "handlers": {"console": CONSOLE}}
      `,
    },
  ],
  trap: [
    {
      name: "set up by a call, or by settings that are not there",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        ROOT_URLCONF = "one.urls"
        INSTALLED_APPS = []
        LOGGING_CONFIG = None
        logging.config.dictConfig(CONFIG)
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        ROOT_URLCONF = "two.urls"
        INSTALLED_APPS = []
        from .local import *
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        import google.cloud.logging as cloud
        ROOT_URLCONF = "three.urls"
        INSTALLED_APPS = []
        if not DEBUG:
            cloud.Client().setup_logging()
      `,
    },
  ],
  suppressed: [
    {
      name: "the platform keeps what is written",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        LOGGING = {"version": 1}  # fieldguard: ignore[settings/security-events-unlogged] the platform keeps a log of access
        ^^^^^^^ settings/security-events-unlogged (suppressed): No handler
      `,
    },
  ],
  fixed: [],
};
