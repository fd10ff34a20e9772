import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "a national identification number in a CharField",
      source: `
        from django.db import models

        class Patient(models.Model):
            national_id = models.CharField(max_length=18)
            ^^^^^^^^^^^ storage/plaintext-field: restricted) and is stored in plain text
      `,
    },
    {
      name: "a bank account behind an alias, and a secret",
      source: `
        from django.db.models import CharField as Text, Model

        class Supplier(Model):
            iban: str = Text("IBAN", max_length=34)
            ^^^^ storage/plaintext-field: is stored in plain text
            api_secret = Text(max_length=64)
            ^^^^^^^^^^ storage/plaintext-field: restricted
      `,
    },
    {
      name: "a password that is not hashed",
      source: `
        from django.db import models

        class Member(models.Model):
            password = models.CharField(max_length=50)
            ^^^^^^^^ storage/plaintext-field: it should be hashed
      `,
    },
    {
      name: "a random value that only looks like a token of something",
      source: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Holder(models.Model):
            national_id = RandomCharField(length=32)
            ^^^^^^^^^^^ storage/plaintext-field: generated at random
      `,
    },
    {
      name: "confidential data has a hint and nothing more",
      source: `
        from django.db import models

        class Customer(models.Model):
            email = models.EmailField()
            ^^^^^ storage/plaintext-field (hint): confidential
      `,
    },
  ],
  negative: [
    {
      name: "an encrypted field",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Patient(models.Model):
            national_id = EncryptedCharField(max_length=18)
      `,
    },
    {
      name: "a wrapped field",
      source: `
        from django.db import models
        from django_cryptography.fields import encrypt

        class Patient(models.Model):
            national_id = encrypt(models.CharField(max_length=18))
      `,
    },
    {
      name: "the password of Django's own user base class",
      source: `
        from django.contrib.auth.models import AbstractBaseUser
        from django.db import models

        class User(AbstractBaseUser):
            password = models.CharField(max_length=128)
      `,
    },
  ],
  trap: [
    {
      name: "words that only sound like it",
      source: `
        from django.db import models

        class Campaign(models.Model):
            password_changed_at = models.DateTimeField(null=True)
            email_template = models.TextField()
            token_count = models.IntegerField(default=0)
            is_diagnosed = models.BooleanField(default=False)
            card_color = models.CharField(max_length=7)
      `,
    },
    {
      name: "a form asks for it and stores nothing",
      source: `
        from django import forms

        class PatientForm(forms.Form):
            national_id = forms.CharField(max_length=18)
      `,
    },
  ],
  suppressed: [
    {
      name: "one rule silenced at the field, with a reason",
      source: `
        from django.db import models

        class Patient(models.Model):
            # fieldguard: ignore[storage/plaintext-field] the whole disk is encrypted
            national_id = models.CharField(max_length=18)
            ^^^^^^^^^^^ storage/plaintext-field (suppressed)
      `,
    },
    {
      name: "the field declared not sensitive, with a reason",
      source: `
        from django.db import models

        class Sample(models.Model):
            national_id = models.CharField(max_length=18)  # fieldguard: ignore made-up numbers for training
      `,
    },
    {
      name: "without a reason nothing is silenced",
      source: `
        from django.db import models

        class Patient(models.Model):
            national_id = models.CharField(max_length=18)  # fieldguard: ignore
            ^^^^^^^^^^^ storage/plaintext-field
      `,
    },
  ],
  fixed: [
    {
      name: "a CharField, with the generated field classes",
      fix: "encrypt",
      field: "Patient.national_id",
      before: `
        //- clinic/models.py
        from django.db import models


        class Patient(models.Model):
            national_id = models.CharField("National ID", max_length=18, db_index=True)
      `,
      after: `
        //- clinic/models.py
        from django.db import models

        from .encrypted_fields import EncryptedCharField


        class Patient(models.Model):
            national_id = EncryptedCharField("National ID", max_length=18)
      `,
    },
    {
      name: "says why above the declaration",
      fix: "ignore",
      input: { value: "numbers of test animals" },
      field: "Animal.national_id",
      before: `
        from django.db import models

        class Animal(models.Model):
            national_id = models.CharField(max_length=18)
      `,
      after: `
        from django.db import models

        class Animal(models.Model):
            # fieldguard: ignore numbers of test animals
            national_id = models.CharField(max_length=18)
      `,
    },
    {
      name: "names another category",
      fix: "set-category",
      input: { value: "user.government_id.passport_number" },
      field: "Traveller.national_id",
      before: `
        from django.db import models

        class Traveller(models.Model):
            national_id = models.CharField(max_length=18)
      `,
      after: `
        from django.db import models

        class Traveller(models.Model):
            # fieldguard: category=user.government_id.passport_number
            national_id = models.CharField(max_length=18)
      `,
    },
  ],
};
