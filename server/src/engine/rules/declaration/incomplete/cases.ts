import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "PrivacyMeta",
      source: `
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()
            phone_number = models.CharField(max_length=20)
            ^^^^^^^^^^^^ declaration/incomplete: holds a phone number, but is missing in PrivacyMeta.fields
            colour = models.CharField(max_length=20)

            class PrivacyMeta:
                fields = ["email"]
                export_fields = ["email", "phone_number"]
      `,
    },
    {
      name: "sensitive_fields and Scrubbers",
      source: `
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()
            ^^^^^ declaration/incomplete: missing in Meta.sensitive_fields and Scrubbers
            first_name = models.CharField(max_length=20)
            last_name = models.CharField(max_length=20)

            class Meta:
                sensitive_fields = {"first_name", "last_name"}

            class Scrubbers:
                first_name = scrubbers.Faker("first_name")
                last_name = scrubbers.Faker("last_name")
      `,
    },
    {
      name: "declared personal elsewhere",
      source: `
        //- gdpr.yml
        models:
          shop.Customer:
            fields:
              phone: { pii: true }
        //- shop/models.py
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()
            phone = models.CharField(max_length=20)
            ^^^^^ declaration/incomplete: missing in PrivacyMeta.fields

            class PrivacyMeta:
                fields = ["email"]
      `,
    },
  ],
  negative: [
    {
      name: "a list with all that is personal",
      source: `
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()
            phone_number = models.CharField(max_length=20)

            class PrivacyMeta:
                fields = ["email", "phone_number"]
      `,
    },
    {
      name: "a field that is scrubbed in all models",
      source: `
        //- config/settings.py
        SCRUBBER_GLOBAL_SCRUBBERS = {models.EmailField: scrubbers.Hash}
        //- shop/models.py
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()
            phone_number = models.CharField(max_length=20)

            class Scrubbers:
                phone_number = scrubbers.Null
      `,
    },
  ],
  trap: [
    {
      name: "a list of which a part stands elsewhere, or that is none",
      source: `
        from django.db import models

        class Customer(Person):
            email = models.EmailField()

            class PrivacyMeta(Person.PrivacyMeta):
                fields = Person.PrivacyMeta.fields + ["nickname"]

        class Guest(models.Model):
            email = models.EmailField()

            class PrivacyMeta:
                search_fields = ["name"]

        class Archive(models.Model):
            email = models.EmailField()

            class PrivacyMeta:
                can_anonymise = False
                fields = []
      `,
    },
    {
      name: "a scrubber taken back",
      source: `
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()

            class Scrubbers:
                email = None
      `,
    },
  ],
  suppressed: [
    {
      name: "by a directive that decides",
      source: `
        from django.db import models

        class Customer(models.Model):
            # fieldguard: ignore the address of a shop, printed on its door
            phone_number = models.CharField(max_length=20)
            # fieldguard: category=user.contact.email
            email = models.EmailField()

            class PrivacyMeta:
                fields = []
      `,
    },
    {
      name: "by a directive for the rule",
      source: `
        from django.db import models

        class Customer(models.Model):
            # fieldguard: ignore[declaration/incomplete] kept for the accounts
            phone_number = models.CharField(max_length=20)
            ^^^^^^^^^^^^ declaration/incomplete (suppressed)

            class PrivacyMeta:
                fields = []
      `,
    },
  ],
  fixed: [
    {
      name: "says why it is not to be anonymised",
      fix: "ignore",
      input: { value: "that of the shop" },
      field: "Customer.phone_number",
      before: `
        from django.db import models

        class Customer(models.Model):
            phone_number = models.CharField(max_length=20)

            class PrivacyMeta:
                fields = []
      `,
      after: `
        from django.db import models

        class Customer(models.Model):
            # fieldguard: ignore that of the shop
            phone_number = models.CharField(max_length=20)

            class PrivacyMeta:
                fields = []
      `,
    },
    {
      name: "says what it is",
      fix: "set-category",
      input: { value: "user.contact.organization" },
      field: "Customer.phone_number",
      before: `
        from django.db import models

        class Customer(models.Model):
            phone_number = models.CharField(max_length=20)

            class PrivacyMeta:
                fields = []
      `,
      after: `
        from django.db import models

        class Customer(models.Model):
            # fieldguard: category=user.contact.organization
            phone_number = models.CharField(max_length=20)

            class PrivacyMeta:
                fields = []
      `,
    },
  ],
};
