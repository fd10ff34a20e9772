import type { RuleCases } from "../../cases.ts";

const TABLE = `//- clinic/migrations/0001_initial.py
        class Migration(migrations.Migration):
            operations = [
                migrations.CreateModel("Patient", [("national_id", models.CharField(max_length=18, db_index=True))]),
            ]`;

const EXPANDED = `//- clinic/models.py
        from django.db import models

        from .encrypted_fields.fields import EncryptedCharField


        class Patient(models.Model):
            national_id = models.CharField("National ID", max_length=18, db_index=True)
            national_id_encrypted = EncryptedCharField(copy_of="national_id", max_length=18, null=True, editable=False)
            name = models.CharField(max_length=18)`;

const EXPANDING = `//- clinic/migrations/0002_expand_patient_national_id.py
        from ..encrypted_fields.fields import EncryptedCharField
        class Migration(migrations.Migration):
            dependencies = [("clinic", "0001_initial")]
            operations = [
                AddFieldOnce("patient", "national_id_encrypted", EncryptedCharField(copy_of="national_id", null=True)),
            ]`;

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
      name: "ten secrets that must be sent to others or read again",
      source: `
        from django.db import models

        class MailServer(models.Model):
            smtp_password = models.CharField(max_length=255)
            ^^^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class LdapDirectory(models.Model):
            bind_password = models.CharField(max_length=255)
            ^^^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class BrokerConnection(models.Model):
            password = models.CharField(max_length=255)
            ^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class SlackIntegration(models.Model):
            bot_token = models.CharField(max_length=255)
            ^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class SocialAccount(models.Model):
            refresh_token = models.TextField()
            ^^^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class UserProfile(models.Model):
            google_access_token = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class PaymentGateway(models.Model):
            stripe_secret_key = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class WirelessNetwork(models.Model):
            psk = models.CharField(max_length=255)
            ^^^ storage/plaintext-field: so it should be encrypted

        class DataSource(models.Model):
            connection_string = models.TextField()
            ^^^^^^^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted

        class Authenticator(models.Model):
            totp_secret = models.CharField(max_length=255)
            ^^^^^^^^^^^ storage/plaintext-field: so it should be encrypted
      `,
    },
    {
      name: "ten tokens that only open a door here",
      source: `
        from django.db import models

        class ApiKey(models.Model):
            key = models.CharField(max_length=255)
            ^^^ storage/plaintext-field: a keyed hash

        class Invitation(models.Model):
            token = models.CharField(max_length=255)
            ^^^^^ storage/plaintext-field: a keyed hash

        class PasswordResetRequest(models.Model):
            code = models.CharField(max_length=255)
            ^^^^ storage/plaintext-field: a keyed hash

        class UserProfile(models.Model):
            calendar_feed_token = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^^^^^^ storage/plaintext-field: a keyed hash

        class ShareLink(models.Model):
            secret_slug = models.CharField(max_length=255)
            ^^^^^^^^^^^ storage/plaintext-field: a keyed hash

        class UserSession(models.Model):
            session_key = models.CharField(max_length=255)
            ^^^^^^^^^^^ storage/plaintext-field: a keyed hash

        class Subscriber(models.Model):
            unsubscribe_token = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^^^^ storage/plaintext-field: a keyed hash

        class Registration(models.Model):
            activation_key = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^ storage/plaintext-field: a keyed hash

        class Sensor(models.Model):
            device_auth_token = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^^^^ storage/plaintext-field: a keyed hash

        class Member(models.Model):
            api_token = models.CharField(max_length=255)
            ^^^^^^^^^ storage/plaintext-field: a keyed hash
      `,
    },
    {
      name: "ten secrets that may be either: both ways are named",
      source: `
        from django.db import models

        class Meeting(models.Model):
            password = models.CharField(max_length=255)
            ^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Album(models.Model):
            password = models.CharField(max_length=255)
            ^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Archive(models.Model):
            plain_password = models.CharField(max_length=255)
            ^^^^^^^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Migration(models.Model):
            password = models.CharField(max_length=255)
            ^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Poll(models.Model):
            view_password = models.CharField(max_length=255)
            ^^^^^^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Launch(models.Model):
            passwords = models.JSONField()
            ^^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Chapter(models.Model):
            kennwort = models.CharField(max_length=255)
            ^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Draft(models.Model):
            contrasena = models.CharField(max_length=255)
            ^^^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Import(models.Model):
            access_token = models.CharField(max_length=255)
            ^^^^^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others

        class Employee(models.Model):
            private_key = models.TextField()
            ^^^^^^^^^^^ storage/plaintext-field: hash it if it is only compared here, encrypt it if it is sent to others
      `,
    },
    {
      name: "a random value that only looks like a token of something",
      source: `
        from django.db import models
        from django_extensions.db.fields import RandomCharField

        class Holder(models.Model):
            national_id = RandomCharField(length=32, keep_default=True)
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
      name: "keeps a token of a card number",
      fix: "tokenize",
      field: "Payment.card_number",
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


        class Payment(models.Model):
            card_number = models.CharField(max_length=19)
      `,
      after: `
        //- shop/models.py
        from django.db import models

        from config.encrypted_fields.token_fields import TokenField


        class Payment(models.Model):
            card_number = TokenField(max_length=19, kind="credit_card")
      `,
    },
    {
      name: "brings field classes that an earlier version generated up to date",
      fix: "renew-field-classes",
      field: "Patient.national_id",
      before: `
        //- config/encrypted_fields/__init__.py
        """Generated by Fieldguard, version 2."""
        //- clinic/models.py
        from django.db import models


        class Patient(models.Model):
            national_id = models.CharField(max_length=18)
      `,
      after: `
        //- config/encrypted_fields/management/__init__.py
        //- clinic/models.py
        from django.db import models


        class Patient(models.Model):
            national_id = models.CharField(max_length=18)
      `,
    },
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

        from .encrypted_fields.fields import EncryptedCharField


        class Patient(models.Model):
            national_id = EncryptedCharField("National ID", max_length=18)
      `,
    },
    {
      name: "a column that is in use, first release: an encrypted one follows it",
      fix: "encrypt-expand",
      field: "Patient.national_id",
      before: `
        //- clinic/models.py
        from django.db import models


        class Patient(models.Model):
            national_id = models.CharField("National ID", max_length=18, db_index=True)  # as printed
            name = models.CharField(max_length=18)
        ${TABLE}
      `,
      after: `
        //- clinic/models.py
        from django.db import models

        from .encrypted_fields.fields import EncryptedCharField


        class Patient(models.Model):
            national_id = models.CharField("National ID", max_length=18, db_index=True)  # as printed
            national_id_encrypted = EncryptedCharField(copy_of="national_id", max_length=18, null=True, editable=False)
            name = models.CharField(max_length=18)
        //- clinic/migrations/0002_expand_patient_national_id.py
        from django.db import migrations

        from ..encrypted_fields.fields import EncryptedCharField
        from ..encrypted_fields.operations import AddFieldOnce, RequireKnown


        class Migration(migrations.Migration):
            dependencies = [("clinic", "0001_initial")]
            operations = [
                RequireKnown("patient", "national_id"),
                AddFieldOnce("patient", "national_id_encrypted", EncryptedCharField(copy_of="national_id", max_length=18, null=True, editable=False)),
            ]
      `,
    },
    {
      name: "second release: what was stored before gets its value there",
      fix: "encrypt-backfill",
      field: "Patient.national_id",
      before: `
        ${EXPANDED}
        ${TABLE}
        ${EXPANDING}
      `,
      after: `
        ${EXPANDED}
        //- clinic/migrations/0003_backfill_patient_national_id.py
        from django.db import migrations

        from ..encrypted_fields.operations import BackfillEncrypted


        class Migration(migrations.Migration):
            # In short transactions, so that nobody has to wait.
            atomic = False

            dependencies = [("clinic", "0002_expand_patient_national_id")]
            operations = [
                BackfillEncrypted("patient", "national_id"),
            ]
      `,
    },
    {
      name: "third release: the encrypted column is read",
      fix: "encrypt-contract",
      field: "Patient.national_id",
      before: `
        ${EXPANDED}
        ${TABLE}
        ${EXPANDING}
        //- clinic/migrations/0003_backfill_patient_national_id.py
        class Migration(migrations.Migration):
            dependencies = [("clinic", "0002_expand_patient_national_id")]
            operations = [BackfillEncrypted("patient", "national_id")]
      `,
      after: `
        //- clinic/models.py
        from django.db import models

        from .encrypted_fields.copies import PlainCharField
        from .encrypted_fields.fields import EncryptedCharField


        class Patient(models.Model):
            national_id = EncryptedCharField("National ID", max_length=18, db_column="national_id_encrypted", null=True)
            national_id_plain = PlainCharField(copy_of="national_id", db_column="national_id", max_length=18, db_index=True, null=True, editable=False)
            name = models.CharField(max_length=18)
        //- clinic/migrations/0004_read_encrypted_patient_national_id.py
        from django.db import migrations

        from ..encrypted_fields.copies import PlainCharField
        from ..encrypted_fields.fields import EncryptedCharField
        from ..encrypted_fields.operations import ChangeField, RequireKnown, RestorePlain


        class Migration(migrations.Migration):
            dependencies = [("clinic", "0003_backfill_patient_national_id")]
            operations = [
                RequireKnown("patient", "national_id"),
                ChangeField("patient", "national_id", null=True),
                # The columns stay as they are: only the fields change places.
                migrations.SeparateDatabaseAndState(
                    state_operations=[
                        migrations.RemoveField("patient", "national_id_encrypted"),
                        ChangeField("patient", "national_id", EncryptedCharField, drop=("unique", "db_index", "db_collation", "db_tablespace", "db_default"), db_column="national_id_encrypted", null=True),
                        migrations.AddField("patient", "national_id_plain", PlainCharField(copy_of="national_id", db_column="national_id", max_length=18, db_index=True, null=True, editable=False)),
                    ]
                ),
                RestorePlain("patient", "national_id_plain"),
            ]
      `,
    },
    {
      name: "a blind index beside what is unique",
      fix: "encrypt-blind-index",
      field: "Animal.national_id",
      before: `
        //- clinic/models.py
        from django.db import models

        class Animal(models.Model):
            national_id = models.CharField(max_length=18, unique=True)
        //- clinic/migrations/0001_initial.py
        from django.db import migrations

        class Migration(migrations.Migration):
            dependencies = []
            operations = []
      `,
      after: `
        //- clinic/models.py
        from django.db import models

        from .encrypted_fields.blind_index import BlindIndexField
        from .encrypted_fields.fields import EncryptedCharField

        class Animal(models.Model):
            national_id = EncryptedCharField(max_length=18)
            national_id_index = BlindIndexField(source="national_id", unique=True)
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
