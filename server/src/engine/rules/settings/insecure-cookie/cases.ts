import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "what is said",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
        SESSION_COOKIE_SECURE = False
        ^^^^^^^^^^^^^^^^^^^^^ settings/insecure-cookie: security.W012
        SESSION_COOKIE_HTTPONLY = False
        ^^^^^^^^^^^^^^^^^^^^^^^ settings/insecure-cookie: Any script of a page
        SESSION_COOKIE_SAMESITE = "None"
        ^^^^^^^^^^^^^^^^^^^^^^^ settings/insecure-cookie: other sites
        SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
        ^^^^^^^^^^^^^^ settings/insecure-cookie: signed but not encrypted
        SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
        ^^^^^^^^^^^^^^^^^^ settings/insecure-cookie: more than two weeks
        CSRF_COOKIE_SECURE = False
        ^^^^^^^^^^^^^^^^^^ settings/insecure-cookie: security.W016
      `,
    },
    {
      name: "what settings for production do not say",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
        //- config/settings/base.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        ^^^^^^^^^^ settings/insecure-cookie: \`config.settings.production\` has no \`SESSION_COOKIE_SECURE\`
        //- config/settings/production.py
        from .base import *
      `,
    },
  ],
  negative: [
    {
      name: "secure, or left to what Django does",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        SESSION_COOKIE_SECURE = True
        SESSION_COOKIE_AGE = 60 * 60
      `,
    },
  ],
  trap: [
    {
      name: "not said where nobody knows that it is production, turned off where nothing runs, silenced for Django",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        CSRF_COOKIE_SECURE = False
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        SESSION_COOKIE_SECURE = False
        SILENCED_SYSTEM_CHECKS = ["security.W012"]
      `,
    },
  ],
  suppressed: [
    {
      name: "an appliance without TLS",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        # fieldguard: ignore[settings/insecure-cookie] an appliance that has no network
        SESSION_COOKIE_SECURE = False
        ^^^^^^^^^^^^^^^^^^^^^ settings/insecure-cookie (suppressed): W012
      `,
    },
  ],
  fixed: [
    {
      name: "what is said",
      fix: "secure-cookie",
      field: "SESSION_COOKIE_SECURE",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        SESSION_COOKIE_SECURE = False  # for now
      `,
      after: `
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
        SESSION_COOKIE_SECURE = True  # for now
      `,
    },
  ],
};
