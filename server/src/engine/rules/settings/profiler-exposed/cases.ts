import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "a profiler that keeps bodies, for everybody",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        DEBUG = False
        INSTALLED_APPS = ["shop", "silk"]
                                  ^^^^^^ settings/profiler-exposed: of django-silk is there
        MIDDLEWARE = ("silk.middleware.SilkyMiddleware",)
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/profiler-exposed: the bodies of requests and responses
        //- config/urls.py
        urlpatterns = [path("silk/", include("silk.urls", namespace="silk"))]
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/profiler-exposed: has an address
      `,
    },
  ],
  negative: [
    {
      name: "where DEBUG is on, or for those who may",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["shop"]
        if DEBUG:
            INSTALLED_APPS += ["silk"]
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = ["silk"]
        MIDDLEWARE = ["silk.middleware.SilkyMiddleware"]
        SILKY_AUTHENTICATION = True
        SILKY_AUTHORISATION = True
      `,
    },
  ],
  trap: [
    {
      name: "what does nothing where DEBUG is off, or without its middleware, and what only counts",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        DEBUG = False
        INSTALLED_APPS = ["django_pdb", "nplusone.ext.django", "silky_skin", "silk"]
        MIDDLEWARE = ["django_pdb.middleware.PdbMiddleware", "querycount.middleware.QueryCountMiddleware"]
      `,
    },
  ],
  suppressed: [
    {
      name: "behind a proxy that asks",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        # fieldguard: ignore[settings/profiler-exposed] the proxy lets in staff only
        MIDDLEWARE = ["silk.middleware.SilkyMiddleware"]
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/profiler-exposed (suppressed): the bodies
      `,
    },
  ],
  fixed: [
    {
      name: "only where DEBUG is on",
      fix: "guard-debug-tool",
      field: "MIDDLEWARE",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        DEBUG = False
        INSTALLED_APPS = ("shop", "silk")
        MIDDLEWARE = ("silk.middleware.SilkyMiddleware", "shop.Middleware")
      `,
      after: `
        //- config/settings.py
        DEBUG = False
        INSTALLED_APPS = ("shop",)
        MIDDLEWARE = ("shop.Middleware",)

        if DEBUG:
            INSTALLED_APPS += ("silk",)
            MIDDLEWARE = ("silk.middleware.SilkyMiddleware",) + MIDDLEWARE
      `,
    },
  ],
};
