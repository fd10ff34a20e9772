import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "installed and run in all that the settings are for, for everybody",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        DEBUG = os.environ.get("DEBUG") == "1"
        INSTALLED_APPS = [
            "shop",
            "debug_toolbar",
            ^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: is installed wherever these settings are used
        ]
        MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
        MIDDLEWARE += ["debug_toolbar.middleware.DebugToolbarMiddleware"]
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: runs wherever
        INTERNAL_IPS = ["127.0.0.1", ""]
        ^^^^^^^^^^^^ settings/debug-toolbar-exposed: An empty text is no address
        DEBUG_TOOLBAR_CONFIG = {"SHOW_TOOLBAR_CALLBACK": lambda request: True}
                                ^^^^^^^^^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: to everybody, whatever
        //- config/urls.py
        urlpatterns = [
            path("", home),
            path("__debug__/", include("debug_toolbar.urls")),
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: has an address wherever
        ]
      `,
    },
    {
      name: "all addresses, a function that is always true, requests that are kept",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        class Everything(list):
            def __contains__(self, address):
                return True

        def show_toolbar(request):
            """Once it asked for the user: return request.user.is_staff"""
            if request.path:
                return True
            return (True)

        INSTALLED_APPS = ["shop"]
        if DEBUG:
            INSTALLED_APPS += ["debug_toolbar"]
        INTERNAL_IPS = Everything()
        ^^^^^^^^^^^^ settings/debug-toolbar-exposed: This holds every address
        DEBUG_TOOLBAR_CONFIG = dict(SHOW_TOOLBAR_CALLBACK="one.settings.show_toolbar")
                                    ^^^^^^^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: to everybody
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = ["debug_toolbar"]
                          ^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: is installed
        INTERNAL_IPS = ("0.0.0.0",)
        ^^^^^^^^^^^^ settings/debug-toolbar-exposed: \`0.0.0.0\` is the address of no client
        DEBUG_TOOLBAR_CONFIG = {
            "TOOLBAR_STORE_CLASS": "debug_toolbar.store.DatabaseStore",
            ^^^^^^^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: where others can read it later
        }
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        INSTALLED_APPS = ["debug_toolbar"]
                          ^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: is installed
        DEBUG_TOOLBAR_CONFIG = {"ENABLE_STACKTRACES_LOCALS": True}
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed: values of local variables
      `,
    },
  ],
  negative: [
    {
      name: "where DEBUG is on",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        DEBUG = os.environ.get("DEBUG") == "1"
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = []
        if DEBUG:
            INSTALLED_APPS += ["debug_toolbar"]
            MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")
            INTERNAL_IPS = ["127.0.0.1", "::1"]
            DEBUG_TOOLBAR_CONFIG = {"SHOW_TOOLBAR_CALLBACK": lambda request: True}
        //- config/urls.py
        from debug_toolbar.toolbar import debug_toolbar_urls
        urlpatterns = [path("", home)] + debug_toolbar_urls()
      `,
    },
  ],
  trap: [
    {
      name: "settings of development, a choice within a list, a function that asks, a name that is alike",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
        //- config/settings/base.py
        DEBUG = True
        INSTALLED_APPS = ["shop", "shop.debug_toolbar", *(["debug_toolbar"] if DEBUG else [])]
        INTERNAL_IPS = ["127.0.0.1"]
        DEBUG_TOOLBAR_CONFIG = {"SHOW_TOOLBAR_CALLBACK": lambda request: request.user.is_superuser}
        //- config/settings/local.py
        from .base import *
        INSTALLED_APPS += ["debug_toolbar"]
        INTERNAL_IPS = [""]
        //- config/settings/production.py
        from .base import *
        DEBUG = False
        //- config/urls.py
        if settings.DEBUG:
            urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]
      `,
    },
    {
      name: "addresses for something else",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        INTERNAL_IPS = [""]
      `,
    },
  ],
  suppressed: [
    {
      name: "on a host that only developers reach",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        # fieldguard: ignore[settings/debug-toolbar-exposed] an internal host for developers
        INSTALLED_APPS = ["shop", "debug_toolbar"]
                                  ^^^^^^^^^^^^^^^ settings/debug-toolbar-exposed (suppressed): is installed
      `,
    },
  ],
  fixed: [
    {
      name: "app, middleware and address, each where it stood",
      fix: "guard-debug-tool",
      field: "INSTALLED_APPS",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        DEBUG = False

        INSTALLED_APPS = [
            "shop",
            "debug_toolbar",
        ]

        MIDDLEWARE = [
            "django.middleware.security.SecurityMiddleware",
            "debug_toolbar.middleware.DebugToolbarMiddleware",
            "django.middleware.common.CommonMiddleware",
        ]  # in this order

        ROOT_URLCONF = "config.urls"
        //- config/urls.py
        from django.urls import include, path

        urlpatterns = [
            path("__debug__/", include("debug_toolbar.urls")),
            path("", home),
        ]
      `,
      after: `
        //- config/settings.py
        DEBUG = False

        INSTALLED_APPS = [
            "shop",
        ]

        MIDDLEWARE = [
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
        ]  # in this order

        if DEBUG:
            INSTALLED_APPS += ["debug_toolbar"]
            MIDDLEWARE.insert(MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1, "debug_toolbar.middleware.DebugToolbarMiddleware")

        ROOT_URLCONF = "config.urls"
        //- config/urls.py
        from django.conf import settings
        from django.urls import include, path

        urlpatterns = [
            path("", home),
        ]

        if settings.DEBUG:
            urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]
      `,
    },
    {
      name: "the addresses of the machine itself",
      fix: "local-internal-ips",
      field: "INTERNAL_IPS",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["debug_toolbar"]
        INTERNAL_IPS = [
            # Add your IP address for accessing the toolbar
            "",
        ]
      `,
      after: `
        //- config/settings.py
        INSTALLED_APPS = ["debug_toolbar"]
        INTERNAL_IPS = ["127.0.0.1", "::1"]
      `,
    },
  ],
};
