import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "in a gdpr.yml, against strong evidence",
      source: `
        //- gdpr.yml
        models:
          clinic.Patient:
            fields:
              national_id: { pii: false }
              shoe_size: { pii: false }
        //- clinic/models.py
        from django.db import models

        class Patient(models.Model):
            national_id = models.CharField(max_length=18)
            ^^^^^^^^^^^ declaration/contradicted: declared not personal in gdpr.yml, but all else says that it holds a national identification number
      `,
    },
    {
      name: "kept by its model's scrubbers",
      source: `
        from django.db import models

        class Customer(models.Model):
            iban = models.CharField(max_length=34)
            ^^^^ declaration/contradicted: in Scrubbers (line 7)

            class Scrubbers:
                iban = scrubbers.Keep
      `,
    },
    {
      name: "excluded by name",
      source: `
        //- gdpr.yml
        exclude: ['clinic\\.Patient\\.national_id']
        models: {}
        //- clinic/models.py
        from django.db import models

        class Patient(models.Model):
            national_id = models.CharField(max_length=18)
            ^^^^^^^^^^^ declaration/contradicted: in the exclude list of gdpr.yml
      `,
    },
    {
      name: "by another declaration",
      source: `
        //- gdpr.yml
        models:
          shop.Order:
            fields:
              color: { pii: false }
        //- shop/models.py
        from django.db import models

        class Order(models.Model):
            color = models.CharField(max_length=18)
            ^^^^^ declaration/contradicted: personal in PrivacyMeta.fields (line 7), but not personal in gdpr.yml

            class PrivacyMeta:
                fields = ["color"]
      `,
    },
  ],
  negative: [
    {
      name: "declarations and evidence agree",
      source: `
        //- gdpr.yml
        models:
          shop.Customer:
            fields:
              phone: { pii: true }
              colour: { pii: false }
        //- shop/models.py
        from django.db import models

        class Customer(models.Model):
            phone = models.CharField(max_length=18)
            colour = models.CharField(max_length=18)
      `,
    },
    {
      name: "declared personal although nothing else says so",
      source: `
        from django.db import models

        class Order(models.Model):
            color = models.CharField(max_length=18)

            class PrivacyMeta:
                fields = ["color"]
      `,
    },
  ],
  trap: [
    {
      name: "scrubbers for all fields of a name, which the model overrides",
      source: `
        //- settings.py
        SCRUBBER_GLOBAL_SCRUBBERS = {"name": scrubbers.Hash}
        //- shop/models.py
        from django.db import models

        class Product(models.Model):
            name = models.CharField(max_length=18)

            class Scrubbers:
                name = scrubbers.Keep
      `,
    },
    {
      name: "a user name, which does little harm",
      source: `
        from django.db import models

        class Account(models.Model):
            username = models.CharField(max_length=18)

            class Scrubbers:
                username = scrubbers.Keep
      `,
    },
  ],
  suppressed: [
    {
      name: "by a directive that decides",
      source: `
        from django.db import models

        class Patient(models.Model):
            # fieldguard: ignore made-up numbers for training
            national_id = models.CharField(max_length=18)

            class Scrubbers:
                national_id = scrubbers.Keep
      `,
    },
    {
      name: "by a directive for the rule",
      source: `
        from django.db import models

        class Patient(models.Model):
            # fieldguard: ignore[declaration/contradicted] to be discussed
            national_id = models.CharField(max_length=18)
            ^^^^^^^^^^^ declaration/contradicted (suppressed)

            class Scrubbers:
                national_id = scrubbers.Keep
      `,
    },
  ],
  fixed: [
    {
      name: "says why the declaration is right",
      fix: "ignore",
      input: { value: "made up" },
      field: "Patient.national_id",
      before: `
        from django.db import models

        class Patient(models.Model):
            national_id = models.CharField(max_length=18)

            class Scrubbers:
                national_id = scrubbers.Keep
      `,
      after: `
        from django.db import models

        class Patient(models.Model):
            # fieldguard: ignore made up
            national_id = models.CharField(max_length=18)

            class Scrubbers:
                national_id = scrubbers.Keep
      `,
    },
    {
      name: "says what it is all the same",
      fix: "set-category",
      input: { value: "user.government_id.national_identification_number" },
      field: "Patient.national_id",
      before: `
        from django.db import models

        class Patient(models.Model):
            national_id = models.CharField(max_length=18)

            class Scrubbers:
                national_id = scrubbers.Keep
      `,
      after: `
        from django.db import models

        class Patient(models.Model):
            # fieldguard: category=user.government_id.national_identification_number
            national_id = models.CharField(max_length=18)

            class Scrubbers:
                national_id = scrubbers.Keep
      `,
    },
  ],
};
