import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "a hasher for tests in all settings",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        PASSWORD_HASHERS = ("django.contrib.auth.hashers.MD5PasswordHasher",)
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/weak-hasher: with \`MD5PasswordHasher\`
      `,
    },
  ],
  negative: [
    {
      name: "behind a slow one",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.SHA1PasswordHasher",
        ]
      `,
    },
  ],
  trap: [
    {
      name: "settings for tests, and a choice",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import sys
        INSTALLED_APPS = ["shop"]
        if "test" in sys.argv:
            PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        //- config/settings_test.py
        from .settings import *
        PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
      `,
    },
  ],
  suppressed: [
    {
      name: "accounts without passwords",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        # fieldguard: ignore[settings/weak-hasher] nobody has a password here
        PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ settings/weak-hasher (suppressed): with
      `,
    },
  ],
  fixed: [
    {
      name: "a slow one ahead of what is there",
      fix: "strong-hasher-first",
      field: "PASSWORD_HASHERS",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        PASSWORD_HASHERS = [
            # from the old site
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
      `,
      after: `
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        PASSWORD_HASHERS = [
            # from the old site
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
      `,
    },
    {
      name: "side by side, where it stands further behind already",
      fix: "strong-hasher-first",
      field: "PASSWORD_HASHERS",
      before: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        PASSWORD_HASHERS = ("django.contrib.auth.hashers.SHA1PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher")
      `,
      after: `
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        PASSWORD_HASHERS = ("django.contrib.auth.hashers.PBKDF2PasswordHasher", "django.contrib.auth.hashers.SHA1PasswordHasher")
      `,
    },
  ],
};
