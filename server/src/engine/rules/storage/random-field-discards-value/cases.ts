import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "numbers that whoever runs the application gives to people",
      source: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Patient(models.Model):
            patient_number = RandomCharField(length=8, unique=True)
            ^^^^^^^^^^^^^^ storage/plaintext-field
            account_number = RandomCharField(length=8, unique=True)
            ^^^^^^^^^^^^^^ storage/plaintext-field
            customer_number = RandomCharField(length=8)
            employee_number = RandomCharField(length=8)
            ^^^^^^^^^^^^^^^ storage/plaintext-field
            medical_record_number = RandomCharField(length=8)
            ^^^^^^^^^^^^^^^^^^^^^ storage/plaintext-field
            voucher = RandomCharField(length=8)
            bank_account_number = RandomCharField(length=22)
            ^^^^^^^^^^^^^^^^^^^ storage/random-field-discards-value: the value is lost
      `,
    },
    {
      name: "data of people, called so outright",
      source: `
        from django_extensions.db.fields import RandomCharField
        from django.db import models

        class TokenizedData(models.Model):
            sensitive_data = RandomCharField(length=32, unique=True)
            ^^^^^^^^^^^^^^ storage/random-field-discards-value: the value is lost
      `,
    },
    {
      name: "a national number, a card number, an address for mail",
      source: `
        from django.db import models
        from django_extensions.db import fields

        class Customer(models.Model):
            national_id = fields.RandomCharField(length=32)
            ^^^^^^^^^^^ storage/random-field-discards-value: a national identification number
            card_number = fields.RandomCharField(length=16, keep_default=False)
            ^^^^^^^^^^^ storage/random-field-discards-value: a payment card number
            email = fields.RandomCharField(length=16)
            ^^^^^ storage/random-field-discards-value
      `,
    },
  ],
  negative: [
    {
      name: "identifiers that the application makes",
      source: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Order(models.Model):
            reference = RandomCharField(length=10, unique=True)
            public_id = RandomCharField(length=12)
      `,
    },
  ],
  trap: [
    {
      name: "a class of the project that is called the same",
      source: `
        from django.db import models
        from shop.fields import RandomCharField

        class Draw(models.Model):
            winning_ticket_no = RandomCharField(length=8)
      `,
    },
    {
      name: "a code that stands for nobody's data",
      source: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Coupon(models.Model):
            code = RandomCharField(length=8)
            batch = RandomCharField(length=8)
      `,
    },
  ],
  suppressed: [
    {
      name: "silenced at the field, with a reason",
      source: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Specimen(models.Model):
            # fieldguard: ignore[storage/random-field-discards-value] made-up numbers for the training database
            national_id = RandomCharField(length=32)
            ^^^^^^^^^^^ storage/random-field-discards-value (suppressed)
      `,
    },
  ],
  fixed: [
    {
      name: "keeps what it is given, under a token",
      fix: "tokenize",
      field: "Payment.national_id",
      before: `
        //- manage.py
        import os
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        SECRET_KEY = "x"
        INSTALLED_APPS = ["shop"]
        //- shop/migrations/0001_initial.py
        from django.db import migrations


        class Migration(migrations.Migration):
            operations = []
        //- shop/models.py
        from django.db import models
        from django_extensions.db.fields import RandomCharField


        class Payment(models.Model):
            national_id = RandomCharField(length=32, unique=True)
      `,
      after: `
        //- shop/models.py
        from django.db import models

        from config.encrypted_fields.token_fields import TokenField


        class Payment(models.Model):
            national_id = TokenField(unique=True, kind="national_identification_number", max_length=32)
      `,
    },
    {
      name: "says why above the declaration",
      fix: "ignore",
      input: { value: "made-up numbers for the training database" },
      field: "Specimen.national_id",
      before: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Specimen(models.Model):
            national_id = RandomCharField(length=32)
      `,
      after: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Specimen(models.Model):
            # fieldguard: ignore made-up numbers for the training database
            national_id = RandomCharField(length=32)
      `,
    },
    {
      name: "names another category",
      fix: "set-category",
      input: { value: "user.unique_id" },
      field: "Specimen.national_id",
      before: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Specimen(models.Model):
            national_id = RandomCharField(length=32)
      `,
      after: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Specimen(models.Model):
            # fieldguard: category=user.unique_id
            national_id = RandomCharField(length=32)
      `,
    },
  ],
};
