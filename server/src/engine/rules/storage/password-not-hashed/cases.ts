import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "ten secrets that are only compared",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Member(models.Model):
            password = models.CharField(max_length=50)
            ^^^^^^^^ storage/password-not-hashed: only has to be compared

        class Customer(models.Model):
            pwd = models.CharField(max_length=50)
            ^^^ storage/password-not-hashed: keep a salted hash

        class Employee(models.Model):
            login_password = models.TextField()
            ^^^^^^^^^^^^^^ storage/password-not-hashed: keep a salted hash

        class StudentUser(models.Model):
            passwd = models.CharField(max_length=32)
            ^^^^^^ storage/password-not-hashed: keep a salted hash

        class Driver(models.Model):
            pin = models.CharField(max_length=6)
            ^^^ storage/password-not-hashed: a personal identification number

        class UserProfile(models.Model):
            recovery_codes = models.JSONField()
            ^^^^^^^^^^^^^^ storage/password-not-hashed: recovery codes

        class Patient(models.Model):
            security_answer = models.CharField(max_length=100)
            ^^^^^^^^^^^^^^^ storage/password-not-hashed: answer to a security question

        class Teacher(models.Model):
            senha = models.CharField(max_length=50)
            ^^^^^ storage/password-not-hashed: keep a salted hash

        class Client(models.Model):
            encrypted_password = EncryptedCharField(max_length=50)
            ^^^^^^^^^^^^^^^^^^ storage/password-not-hashed: can be decrypted

        class Account(models.Model):
            user_password = models.CharField(max_length=128)
            ^^^^^^^^^^^^^ storage/password-not-hashed: see to it that only
      `,
    },
  ],
  negative: [
    {
      name: "the password of Django's own base class",
      source: `
        from django.contrib.auth.models import AbstractBaseUser
        from django.db import models

        class Member(AbstractBaseUser):
            password = models.CharField(max_length=50)
      `,
    },
    {
      name: "a model that Django logs in with, whose base class is declared elsewhere",
      source: `
        from django.db import models
        from accounts.base import LoginBase

        class Member(LoginBase):
            password = models.CharField(max_length=50)
            handle = models.SlugField()
            USERNAME_FIELD = "handle"
      `,
    },
    {
      name: "a hash, by its name or its type",
      source: `
        from django.db import models
        from .fields import HashedCharField

        class Member(models.Model):
            password_hash = models.CharField(max_length=100)
            hashed_password = models.CharField(max_length=100)
            pin = HashedCharField(max_length=100)
      `,
    },
  ],
  trap: [
    {
      name: "words about a password",
      source: `
        from django.db import models

        class Member(models.Model):
            password_changed_at = models.DateTimeField(null=True)
            has_password = models.BooleanField(default=False)
            password_min_length = models.IntegerField(default=8)
            password_reset_required = models.BooleanField(default=False)
            failed_password_attempts = models.IntegerField(default=0)
            is_pinned = models.BooleanField(default=False)

        class PasswordPolicy(models.Model):
            min_length = models.IntegerField(default=8)
            history_count = models.IntegerField(default=5)
      `,
    },
  ],
  suppressed: [
    {
      name: "one rule silenced at the field, with a reason",
      source: `
        from django.db import models

        class Member(models.Model):
            # fieldguard: ignore[storage/password-not-hashed] the old system still logs in with it until May
            password = models.CharField(max_length=50)
            ^^^^^^^^ storage/password-not-hashed (suppressed)
      `,
    },
  ],
  fixed: [
    {
      name: "says why above the declaration",
      fix: "ignore",
      input: { value: "only make_password fills it" },
      field: "Member.password",
      before: `
        from django.db import models

        class Member(models.Model):
            password = models.CharField(max_length=50)
      `,
      after: `
        from django.db import models

        class Member(models.Model):
            # fieldguard: ignore only make_password fills it
            password = models.CharField(max_length=50)
      `,
    },
    {
      name: "says that it is sent to others",
      fix: "set-category",
      input: { value: "system.authentication.secret" },
      field: "Member.password",
      before: `
        from django.db import models

        class Member(models.Model):
            password = models.CharField(max_length=50)
      `,
      after: `
        from django.db import models

        class Member(models.Model):
            # fieldguard: category=system.authentication.secret
            password = models.CharField(max_length=50)
      `,
    },
  ],
};
