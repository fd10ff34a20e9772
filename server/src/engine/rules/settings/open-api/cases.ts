import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "every site, with cookies or without",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["corsheaders", "rest_framework"]
        CORS_ALLOW_ALL_ORIGINS = True
        ^^^^^^^^^^^^^^^^^^^^^^ settings/open-api: with the cookies
        CORS_ALLOW_CREDENTIALS = True
        REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"]}
        ^^^^^^^^^^^^^^ settings/open-api: let in everybody
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = ("corsheaders", "rest_framework")
        CORS_ORIGIN_ALLOW_ALL = True
        ^^^^^^^^^^^^^^^^^^^^^ settings/open-api: may ask, and read
        REST_FRAMEWORK = {"PAGE_SIZE": 10}
        ^^^^^^^^^^^^^^ settings/open-api: Nothing says who
      `,
    },
  ],
  negative: [
    {
      name: "sites and people by name",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["corsheaders", "rest_framework"]
        CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
        REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]}
      `,
    },
  ],
  trap: [
    {
      name: "what is not installed, and what nobody can tell",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        CORS_ALLOW_ALL_ORIGINS = True
        REST_FRAMEWORK = make()
      `,
    },
  ],
  suppressed: [
    {
      name: "public data alone",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["corsheaders"]
        CORS_ALLOW_ALL_ORIGINS = True  # fieldguard: ignore[settings/open-api] timetables, which are public
        ^^^^^^^^^^^^^^^^^^^^^^ settings/open-api (suppressed): may ask
      `,
    },
  ],
  fixed: [],
};
