import type { RuleCases } from "../../cases.ts";

const MANAGE = `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py`;

export const cases: RuleCases = {
  positive: [
    {
      name: "nothing is said",
      source: `${MANAGE}
        INSTALLED_APPS = ["shop"]
        INSTALLED_APPS += ["easyaudit"]
        ^^^^^^^^^^^^^^ audit/mutable-rows: What django-easy-audit records can be changed
      `,
    },
    {
      name: "a list that is extended in some runs",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        import os
        DEBUG = os.environ.get("DEBUG") == "1"
        INSTALLED_APPS = ["shop", "easyaudit"]
        ^^^^^^^^^^^^^^ audit/mutable-rows: What django-easy-audit records can be changed
        if DEBUG:
            INSTALLED_APPS += ["debug_toolbar"]
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        THIRD_PARTY = ("easyaudit",)
        INSTALLED_APPS = ("shop",) + THIRD_PARTY
        ^^^^^^^^^^^^^^ audit/mutable-rows: What django-easy-audit records can be changed
        if os.environ.get("DEBUG"):
            INSTALLED_APPS += ("debug_toolbar",)
      `,
    },
    {
      name: "switched off",
      source: `${MANAGE}
        INSTALLED_APPS = ["shop", "easyaudit"]
        DJANGO_EASY_AUDIT_READONLY_EVENTS = False
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ audit/mutable-rows: What django-easy-audit records can be changed
      `,
    },
  ],
  negative: [
    {
      name: "read only",
      source: `${MANAGE}
        INSTALLED_APPS = ["shop", "easyaudit"]
        DJANGO_EASY_AUDIT_READONLY_EVENTS = True
      `,
    },
    {
      name: "another package, whose events the admin does not let change",
      source: `${MANAGE}
        INSTALLED_APPS = ["shop", "auditlog"]
      `,
    },
  ],
  trap: [
    {
      name: "installed in some runs alone, decided by the environment, or by a module that is not there",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        import os
        INSTALLED_APPS = ["shop"]
        if os.environ.get("AUDIT"):
            INSTALLED_APPS += ["easyaudit"]
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        INSTALLED_APPS = ["shop", "easyaudit"]
        DJANGO_EASY_AUDIT_READONLY_EVENTS = os.environ.get("READONLY") == "1"
        //- four/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "four.settings")
        //- four/four/settings.py
        import os
        if os.environ.get("AUDIT"):
            INSTALLED_APPS = ["shop", "easyaudit"]
        //- five/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "five.settings")
        //- five/five/settings.py
        import os
        INSTALLED_APPS = ["shop", "easyaudit"]
        if os.environ.get("PLAIN"):
            INSTALLED_APPS.remove("easyaudit")
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        INSTALLED_APPS = ["shop", "easyaudit"]
        from .local import *
      `,
    },
  ],
  suppressed: [
    {
      name: "events are kept elsewhere",
      source: `${MANAGE}
        INSTALLED_APPS = ["easyaudit"]  # fieldguard: ignore[audit/mutable-rows] its backend writes to the log server
        ^^^^^^^^^^^^^^ audit/mutable-rows (suppressed): What django-easy-audit records can be changed
      `,
    },
  ],
  fixed: [],
};
