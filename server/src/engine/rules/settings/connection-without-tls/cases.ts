import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "hosts that are written down, and one that a variable gives",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = []
        DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db.example.com"}}
                                                                            ^^^^^^ settings/connection-without-tls: \`OPTIONS\` says nothing of TLS
        CELERY_BROKER_URL = "redis://:secret@broker.example.com:6379/0"
        ^^^^^^^^^^^^^^^^^ settings/connection-without-tls: What tasks are given
        EMAIL_HOST = "smtp.example.com"
        ^^^^^^^^^^ settings/connection-without-tls: Mails, and the password
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        INSTALLED_APPS = []
        DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "HOST": os.environ["DB_HOST"]}}
                                                                       ^^^^^^ settings/connection-without-tls: VERIFY_IDENTITY
        AUTH_LDAP_SERVER_URI = "ldap://ldap.example.com"
        ^^^^^^^^^^^^^^^^^^^^ settings/connection-without-tls: who sign in
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        import os
        INSTALLED_APPS = []
        HOST = os.environ.get("DB_HOST", "db-primary.internal")
        DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": HOST, "OPTIONS": {"connect_timeout": 5}}}
                                                                            ^^^^^^ settings/connection-without-tls: \`OPTIONS\` says nothing of TLS
        AUTH_LDAP_SERVER_URI = "ldap://ldap.example.com:389"
        ^^^^^^^^^^^^^^^^^^^^ settings/connection-without-tls: who sign in
        AUTH_LDAP_START_TLS = False
      `,
    },
  ],
  negative: [
    {
      name: "with TLS",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = []
        DATABASES = {
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "HOST": "db.example.com",
                "OPTIONS": {"sslmode": "verify-full"},
            }
        }
        CELERY_BROKER_URL = "rediss://broker.example.com"
        EMAIL_HOST = "smtp.example.com"
        EMAIL_USE_TLS = True
        AUTH_LDAP_SERVER_URI = "ldap://ldap.example.com"
        AUTH_LDAP_START_TLS = True
      `,
    },
  ],
  trap: [
    {
      name: "this machine, containers beside it, a file",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os
        INSTALLED_APPS = []
        DATABASES = {
            "default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ.get("DB_HOST", "localhost")},
            "other": {"ENGINE": "django.db.backends.postgresql", "HOST": "/var/run/postgresql"},
            "host": {"ENGINE": "django.db.backends.postgresql", "HOST": "host.docker.internal"},
            "file": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.example.com"},
        }
        CELERY_BROKER_URL = "redis://redis:6379/0"
        EMAIL_HOST = "mailhog"
        AUTH_LDAP_SERVER_URI = "ldap://localhost"
      `,
    },
  ],
  suppressed: [
    {
      name: "a network of its own",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = []
        # fieldguard: ignore[settings/connection-without-tls] through the tunnel
        EMAIL_HOST = "smtp.example.com"
        ^^^^^^^^^^ settings/connection-without-tls (suppressed): Mails
      `,
    },
  ],
  fixed: [],
};
