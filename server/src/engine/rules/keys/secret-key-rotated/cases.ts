import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "an older key beside the one that fields are encrypted with",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key: Without a \`FERNET_KEYS\`
        SECRET_KEY_FALLBACKS = ["what-signed-until-may"]
        ^^^^^^^^^^^^^^^^^^^^ keys/secret-key-rotated: Before anything is written set \`FERNET_KEYS = [SECRET_KEY]\`, with the value of the old
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
    {
      name: "an older key under another name, where the setting is made of the new one",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        OLD_SECRET_KEY = "what-signed-until-may"
        ^^^^^^^^^^^^^^ keys/secret-key-rotated: as \`OLD_SECRET_KEY\` tells: what was stored before is read with the old one alone. Before anything is written make \`FERNET_KEYS\` of the old
        INSTALLED_APPS = ["shop"]
        FERNET_KEYS = [SECRET_KEY]
        ^^^^^^^^^^^ keys/shared-with-secret-key: or made of it
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedCharField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
      `,
    },
    {
      name: "a variable that may give older ones",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import environ

        env = environ.Env()
        SECRET_KEY = env("SECRET_KEY")
        ^^^^^^^^^^ keys/shared-with-secret-key: Without a
        SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
        ^^^^^^^^^^^^^^^^^^^^ keys/secret-key-rotated: may hold an older one
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
    {
      name: "an older one only where a variable gives it",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key: Without a
        OLD_SECRET_KEY = os.environ.get("OLD_SECRET_KEY")
        SECRET_KEY_FALLBACKS = [OLD_SECRET_KEY] if OLD_SECRET_KEY else []
        ^^^^^^^^^^^^^^^^^^^^ keys/secret-key-rotated: may hold an older one
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
    {
      name: "a comment that says so",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        # Rotated in May, after the laptop was stolen.
        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key: Without a
        ^^^^^^^^^^ keys/secret-key-rotated: as a comment says here
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
    {
      name: "a package that decrypts with the older ones, too",
      source: `
        //- requirements.txt
        django-fernet-encrypted-fields
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]
        ^^^^^^^^^^^^^^^^^^^^ keys/secret-key-rotated: save every row again before an old one is taken out
        SALT_KEY = os.environ["SALT_KEY"]
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
      `,
    },
    {
      name: "a package that signs with it, whatever its own key is",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key (hint): signs what it stores with \`SECRET_KEY\`, whatever \`CRYPTOGRAPHY_KEY\` is
        SECRET_KEY_FALLBACKS = ["what-signed-until-may"]
        ^^^^^^^^^^^^^^^^^^^^ keys/secret-key-rotated: is read with the old one alone. There is one key at a time, and \`SECRET_KEY\` counts like it.
        CRYPTOGRAPHY_KEY = os.environ["CRYPTOGRAPHY_KEY"]
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from django_cryptography.fields import encrypt

        class Customer(models.Model):
            notes = encrypt(models.TextField())
      `,
    },
  ],
  negative: [
    {
      name: "fields with a key of their own",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]
        FERNET_KEYS = [os.environ["FERNET_KEY"]]
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
  ],
  trap: [
    {
      name: "no older key, and comments about something else",
      source: `
        //- requirements.txt
        django-fernet-encrypted-fields
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        # Logs are rotated.
        LOGS = "/var/log/shop"

        # Keep the secret key used in production secret!
        # Must be rotated if it ever leaks; never rotated so far.
        SECRET_KEY = os.environ["SECRET_KEY"]
        SALT_KEY = os.environ["SALT_KEY"]
        SECRET_KEY_FALLBACKS = []
        OLD_SECRET_KEY = None
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from encrypted_fields.fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
  ],
  suppressed: [
    {
      name: "rows that were written anew",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]  # fieldguard: ignore[keys/shared-with-secret-key] known
        ^^^^^^^^^^ keys/shared-with-secret-key (suppressed): Without a
        # fieldguard: ignore[keys/secret-key-rotated] all rows were written anew
        SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]
        ^^^^^^^^^^^^^^^^^^^^ keys/secret-key-rotated (suppressed): may hold an older one
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
  ],
  fixed: [],
};
