import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "pages by mail, errors as they are, and what Sentry is sent",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import sentry_sdk
        INSTALLED_APPS = ["shop"]
        ADMINS = [("Ada", "ada@example.com")]
        ^^^^^^ settings/error-reports: what is called like a secret alone
        DEBUG_PROPAGATE_EXCEPTIONS = True
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/error-reports: meant for tests
        LOGGING = {
            "version": 1,
            "handlers": {"mail": {"class": "django.utils.log.AdminEmailHandler", "include_html": True}},
                                                                                 ^^^^^^^^^^^^^^ settings/error-reports: as a whole page
        }
        if DSN:
            sentry_sdk.init(dsn=DSN, send_default_pii=True)
                                                      ^^^^ settings/error-reports: address, name and cookies
      `,
    },
    {
      name: "the page for developers as the handler of errors",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        //- config/urls.py
        from django.views.debug import technical_500_response
        urlpatterns = []
        handler500 = technical_500_response
        ^^^^^^^^^^ settings/error-reports: Whoever meets an error
      `,
    },
    {
      name: "bodies, and local variables",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        from sentry_sdk import init
        INSTALLED_APPS = []
        init(DSN, max_request_body_size="always")
                                        ^^^^^^^^ settings/error-reports: The body of each request
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import sentry_sdk
        INSTALLED_APPS = []
        sentry_sdk.init(DSN)
        ^^^^^^^^^^^^^^^ settings/error-reports: values of local variables
      `,
    },
  ],
  negative: [
    {
      name: "plain mails, and nothing personal",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import sentry_sdk
        INSTALLED_APPS = ["shop"]
        ADMINS = [("Ada", "ada@example.com")]
        DEFAULT_EXCEPTION_REPORTER_FILTER = "shop.reports.Filter"
        LOGGING = {"version": 1, "handlers": {"mail": {"class": "django.utils.log.AdminEmailHandler"}}}
        sentry_sdk.init(dsn=DSN, send_default_pii=False, include_local_variables=False)
      `,
    },
  ],
  trap: [
    {
      name: "a handler of its own, which shows the page to a few",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        //- config/urls.py
        from django.views.debug import technical_500_response
        urlpatterns = []
        handler500 = "shop.views.error"
      `,
    },
    {
      name: "what is called alike, and settings for development",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
        //- config/settings/base.py
        from tools import init
        INSTALLED_APPS = ["shop"]
        init(send_default_pii=True)
        LOGGING = {"handlers": {"mail": {"include_html": False}}}
        //- config/settings/production.py
        from .base import *
        //- config/settings/local.py
        import sentry_sdk
        from .base import *
        DEBUG = True
        sentry_sdk.init(send_default_pii=True)
      `,
    },
  ],
  suppressed: [
    {
      name: "a tracker on the project's own machine",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import sentry_sdk
        INSTALLED_APPS = ["shop"]
        # fieldguard: ignore[settings/error-reports] our own machine, and what is kept there is in the register
        sentry_sdk.init(dsn=DSN, send_default_pii=True)
                                                  ^^^^ settings/error-reports (suppressed): address
      `,
    },
  ],
  fixed: [
    {
      name: "without the page",
      fix: "plain-error-mail",
      field: "LOGGING",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        LOGGING = {
            "version": 1,
            "handlers": {
                "mail": {
                    "class": "django.utils.log.AdminEmailHandler",
                    "include_html": True,  # easier to read
                },
            },
        }
      `,
      after: `
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        LOGGING = {
            "version": 1,
            "handlers": {
                "mail": {
                    "class": "django.utils.log.AdminEmailHandler",
                    "include_html": False,  # easier to read
                },
            },
        }
      `,
    },
  ],
};
