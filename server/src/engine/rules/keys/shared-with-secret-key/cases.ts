import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "keys that are SECRET_KEY, or made of it",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import base64
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        INSTALLED_APPS = ["shop"]
        FERNET_KEYS = [SECRET_KEY]
        ^^^^^^^^^^^ keys/shared-with-secret-key: with which \`Customer.name\` is encrypted, is \`SECRET_KEY\` or made of it
        SECURED_FIELDS_KEY = base64.urlsafe_b64encode(SECRET_KEY[:32].encode())
        ^^^^^^^^^^^^^^^^^^ keys/shared-with-secret-key: with which \`Customer.birth_date\` is encrypted, is
        MIRAGE_SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^^^^^^^^ keys/shared-with-secret-key: or made of it
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedCharField
        from secured_fields import EncryptedDateField
        from mirage.fields import EncryptedTextField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
            birth_date = EncryptedDateField()
            notes = EncryptedTextField()
      `,
    },
    {
      name: "in a format string",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        INSTALLED_APPS = ["shop"]
        FERNET_KEYS = [f"{SECRET_KEY}-fields"]
        ^^^^^^^^^^^ keys/shared-with-secret-key: or made of it
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedCharField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
      `,
    },
    {
      name: "no key of its own",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key: Set \`MIRAGE_SECRET_KEY = SECRET_KEY\`, with the value that \`SECRET_KEY\` has now
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from mirage.fields import EncryptedTextField

        class Customer(models.Model):
            notes = EncryptedTextField()
      `,
    },
    {
      name: "no key of its own, for a package that takes a list of keys",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key: Set \`FERNET_KEYS = [SECRET_KEY]\`, with the value that
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedCharField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
      `,
    },
    {
      name: "a package that always derives its key",
      source: `
        //- requirements.txt
        django-fernet-encrypted-fields
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key (hint): is derived from \`SECRET_KEY\`
        SALT_KEY = os.environ["SALT_KEY"]
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
      `,
    },
  ],
  negative: [
    {
      name: "keys of their own",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        INSTALLED_APPS = ["shop"]
        FERNET_KEYS = [os.environ["FERNET_KEY"]]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedCharField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
      `,
    },
  ],
  trap: [
    {
      name: "names that only look like it",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        INSTALLED_APPS = ["shop"]
        # Not SECRET_KEY
        FERNET_KEYS = [os.environ["FIELD_SECRET_KEY"]]  # never SECRET_KEY
        MIRAGE_SECRET_KEY = os.environ["MIRAGE_SECRET_KEY"]
        //- shop/models.py
        from django.db import models
        from fernet_fields import EncryptedCharField
        from mirage.fields import EncryptedEmailField

        class Customer(models.Model):
            name = EncryptedCharField(max_length=50)
            email = EncryptedEmailField()
      `,
    },
    {
      name: "fields that say themselves which key they have",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        NOTES_KEY = os.environ["NOTES_KEY"]
        INSTALLED_APPS = ["shop"]
        //- shop/models.py
        from django.conf import settings
        from django.db import models
        from django_cryptography.fields import encrypt
        from mirage.fields import EncryptedEmailField

        class Customer(models.Model):
            notes = encrypt(models.TextField(), key=settings.NOTES_KEY)
            email = EncryptedEmailField(key=settings.NOTES_KEY)
      `,
    },
    {
      name: "settings that take names from a module that is not there",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        SECRET_KEY = os.environ["SECRET_KEY"]
        INSTALLED_APPS = ["shop"]
        from .private import *
        //- shop/models.py
        from django.db import models
        from django_cryptography.fields import encrypt

        class Customer(models.Model):
            notes = encrypt(models.TextField())
      `,
    },
  ],
  suppressed: [
    {
      name: "values that may be lost",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os

        INSTALLED_APPS = ["shop"]
        # fieldguard: ignore[keys/shared-with-secret-key] tokens that live for an hour
        SECRET_KEY = os.environ["SECRET_KEY"]
        ^^^^^^^^^^ keys/shared-with-secret-key (suppressed): signs what it stores with
        //- shop/models.py
        from django.db import models
        from django_cryptography.fields import encrypt

        class Customer(models.Model):
            notes = encrypt(models.TextField())
      `,
    },
  ],
  fixed: [],
};
