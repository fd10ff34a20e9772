import type { RuleCases } from "../../cases.ts";

const MANAGE = `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py`;

export const cases: RuleCases = {
  positive: [
    {
      name: "django-auditlog as it is, and told to",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["auditlog"]
        MIDDLEWARE = ["auditlog.middleware.AuditlogMiddleware"]
        ^^^^^^^^^^ audit/spoofable-address: django-auditlog records the first address
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = ["auditlog"]
        AUDITLOG_DISABLE_REMOTE_ADDR = False
        MIDDLEWARE = ["auditlog.middleware.AuditlogMiddleware"]
        ^^^^^^^^^^ audit/spoofable-address: django-auditlog records the first address
      `,
    },
    {
      name: "with a middleware before it in some runs",
      source: `${MANAGE}
        import os
        INSTALLED_APPS = ["auditlog"]
        MIDDLEWARE = ["auditlog.middleware.AuditlogMiddleware"]
        ^^^^^^^^^^ audit/spoofable-address: django-auditlog records the first address
        if os.environ.get("DEBUG"):
            MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")
      `,
    },
    {
      name: "django-easy-audit that takes a header",
      source: `${MANAGE}
        INSTALLED_APPS = ["shop"]
        DJANGO_EASY_AUDIT_REMOTE_ADDR_HEADER = "HTTP_X_FORWARDED_FOR"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ audit/spoofable-address: django-easy-audit records this header
      `,
    },
  ],
  negative: [
    {
      name: "no address, or one that a proxy sets",
      source: `${MANAGE}
        INSTALLED_APPS = ["auditlog"]
        MIDDLEWARE = ["auditlog.middleware.AuditlogMiddleware"]
        AUDITLOG_DISABLE_REMOTE_ADDR = True
        DJANGO_EASY_AUDIT_REMOTE_ADDR_HEADER = "HTTP_CF_CONNECTING_IP"
      `,
    },
  ],
  trap: [
    {
      name: "no middleware, one of the project's own, and a switch that the environment decides",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = ["auditlog"]
        MIDDLEWARE = ["shop.middleware.AuditlogMiddleware"]
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        INSTALLED_APPS = ["auditlog"]
        MIDDLEWARE = ["auditlog.middleware.AuditlogMiddleware"]
        AUDITLOG_DISABLE_REMOTE_ADDR = os.environ.get("KEEP") != "1"
      `,
    },
  ],
  suppressed: [
    {
      name: "the server in front overwrites it",
      source: `${MANAGE}
        INSTALLED_APPS = ["auditlog"]
        MIDDLEWARE = ["auditlog.middleware.AuditlogMiddleware"]  # fieldguard: ignore[audit/spoofable-address] nginx overwrites the header
        ^^^^^^^^^^ audit/spoofable-address (suppressed): django-auditlog records the first address
      `,
    },
  ],
  fixed: [],
};
