import type { RuleCases } from "../../cases.ts";

const ID = "settings/kept-requests";

export const cases: RuleCases = {
  positive: [
    {
      name: "with nothing of the project's own left out",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["drf_api_logger"]
        DRF_API_LOGGER_DATABASE = True
        ^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: called like a password or a key
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = []
        MIDDLEWARE = ["requestlogs.middleware.RequestLogsMiddleware"]
        ^^^^^^^^^^ ${ID}: Name those of your fields in \`SECRETS\`
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        INSTALLED_APPS = []
        MIDDLEWARE = ["requestlogs.middleware.RequestLogsMiddleware"]
        REQUESTLOGS = {"METHODS": ("POST",)}
        ^^^^^^^^^^^ ${ID}: Name those of your fields in \`SECRETS\`
      `,
    },
  ],
  negative: [
    {
      name: "with keys that are left out",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["drf_api_logger"]
        DRF_API_LOGGER_DATABASE = True
        DRF_API_LOGGER_EXCLUDE_KEYS = ["email", "iban"]
        MIDDLEWARE = ["requestlogs.middleware.RequestLogsMiddleware"]
        REQUESTLOGS = {"SECRETS": ["password", "iban"]}
      `,
    },
  ],
  trap: [
    {
      name: "installed and off, a storage of its own, and the middleware that gives requests a number",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["drf_api_logger"]
        MIDDLEWARE = ["requestlogs.middleware.RequestIdMiddleware"]
        DRF_API_LOGGER_DATABASE = False
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = []
        MIDDLEWARE = ["requestlogs.middleware.RequestLogsMiddleware"]
        REQUESTLOGS = {"STORAGE_CLASS": "shop.logs.Storage"}
      `,
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["drf_api_logger"]
        # fieldguard: ignore[${ID}] only public data comes in
        DRF_API_LOGGER_DATABASE = True
        ^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): What requests and answers hold
      `,
    },
  ],
  fixed: [],
};
