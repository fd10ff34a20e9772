"""The app's own tests. They bring their keys."""

from datetime import date
from io import StringIO

from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, models, transaction
from django.test import SimpleTestCase, TestCase, override_settings

from .batches import Stored
from .blind_index import BlindIndexField, caseless, digits, exactly
from .fields import AlreadyEncryptedError, EncryptedCharField, EncryptedDateField
from .keys import DecryptionError, decrypt, encrypt, is_newest, is_token
from .stored import check_stored

OLD = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZDA="
NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldzA="
INDEX = "aW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW4="


class Example(models.Model):
    """Of no use but here."""

    value = EncryptedCharField(max_length=50)
    value_index = BlindIndexField(source="value", normalize=caseless, unique=True)
    moment = models.DateField(null=True)
    moment_encrypted = EncryptedDateField(copy_of="moment", null=True, editable=False)


@override_settings(FIELD_ENCRYPTION_KEYS=[OLD])
class KeysTests(SimpleTestCase):
    def test_round_trip(self):
        for text in ("", "Zoë 山田 🙂", "x" * 5000):
            token = encrypt(text)
            self.assertTrue(is_token(token))
            self.assertEqual(decrypt(token), text)

    def test_rotation(self):
        token = encrypt("text")
        with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, OLD]):
            self.assertEqual(decrypt(token), "text")
            self.assertFalse(is_newest(token))
            self.assertTrue(is_newest(encrypt("text")))
        with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]), self.assertRaises(DecryptionError):
            decrypt(token)

    def test_no_key(self):
        for keys in (None, [], "", NEW, ["short"]):
            with self.subTest(keys=keys), override_settings(FIELD_ENCRYPTION_KEYS=keys):
                with self.assertRaisesMessage(ImproperlyConfigured, "Fernet.generate_key"):
                    encrypt("text")

    def test_normalization(self):
        self.assertEqual(exactly(" A"), " A")
        self.assertEqual(caseless(" Straße@Example.ORG "), "strasse@example.org")
        self.assertEqual(digits("+49 (30) 23-125"), "493023125")


@override_settings(FIELD_ENCRYPTION_KEYS=[OLD], FIELD_BLIND_INDEX_KEYS=[INDEX])
class ExampleTestCase(TestCase):
    """Has the table, which no migration makes, as long as its tests run."""

    @classmethod
    def setUpClass(cls):
        with connection.schema_editor() as editor:
            editor.create_model(Example)
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        with connection.schema_editor() as editor:
            editor.delete_model(Example)


class FieldTests(ExampleTestCase):
    def stored(self, name="value"):
        return Example.objects.values_list(Stored(name), flat=True).get()

    def test_stores_ciphertext(self):
        row = Example.objects.create(value="text")
        self.assertEqual(decrypt(self.stored()), "text")
        self.assertEqual(Example.objects.get(pk=row.pk).value, "text")

    def test_refuses_ciphertext(self):
        with self.assertRaises(AlreadyEncryptedError):
            Example.objects.create(value=encrypt("text"))

    def test_wrong_key(self):
        Example.objects.create(value="text")
        with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]):
            with self.assertRaises(DecryptionError):
                Example.objects.get()
            with self.assertRaises(DecryptionError):
                call_command("reencrypt", Example._meta.label, "value", verbosity=0)

    def test_lookups(self):
        row = Example.objects.create(value="Text")
        self.assertEqual(Example.objects.get(value="tEXT "), row)
        self.assertEqual(Example.objects.get(value__in=["other", "text"]), row)
        self.assertFalse(Example.objects.filter(value="other").exists())
        with self.assertRaises(FieldError):
            Example.objects.filter(value__contains="ex").exists()

    def test_uniqueness(self):
        Example.objects.create(value="text")
        with self.assertRaises(ValidationError):
            Example(value="TEXT").full_clean()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Example.objects.create(value="TEXT")

    def test_reencrypt(self):
        Example.objects.create(value="text")
        with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, OLD]):
            with self.assertRaises(CommandError):
                call_command("reencrypt", Example._meta.label, "value", "--check")
            call_command("reencrypt", Example._meta.label, "value", stdout=StringIO())
            self.assertTrue(is_newest(self.stored()))


class StoredTests(ExampleTestCase):
    def found(self):
        return [problem.id for problem in check_stored(None, databases=["default"])]

    def test_keys_of_what_is_stored(self):
        self.assertEqual(self.found(), [])
        Example.objects.create(value="text")
        self.assertEqual(self.found(), [])
        with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, OLD], FIELD_BLIND_INDEX_KEYS=[NEW, INDEX]):
            self.assertEqual(self.found(), [])
        with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]):
            Example.objects.create(value="of a process with a wrong key")
            self.assertEqual(self.found(), ["encrypted_fields.E007"])
        with override_settings(FIELD_BLIND_INDEX_KEYS=[NEW]):
            self.assertEqual(self.found(), ["encrypted_fields.W001"])


class CopyTests(ExampleTestCase):
    def assert_followed(self, value):
        plain, token = Example.objects.values_list("moment", Stored("moment_encrypted")).get()
        self.assertEqual(plain, value)
        self.assertEqual(token and decrypt(token), value and value.isoformat())

    def test_every_way_of_writing(self):
        row = Example.objects.create(value="text", moment=date(2020, 1, 1))
        self.assert_followed(date(2020, 1, 1))
        row.moment = date(2020, 1, 2)
        row.save(update_fields=["moment"])
        self.assert_followed(date(2020, 1, 2))
        Example.objects.update(moment=date(2020, 1, 3))
        self.assert_followed(date(2020, 1, 3))
        row.moment = date(2020, 1, 4)
        Example.objects.bulk_update([row], ["moment"])
        self.assert_followed(date(2020, 1, 4))
        Example.objects.update(moment=None)
        self.assert_followed(None)

    def test_fixtures(self):
        row = Example.objects.create(value="text", moment=date(2020, 1, 1))
        text = serializers.serialize("json", [row])
        self.assertNotIn("_encrypted", text)
        self.assertNotIn("_index", text)
        row.delete()
        for item in serializers.deserialize("json", text):
            item.save()
        self.assert_followed(date(2020, 1, 1))
        self.assertTrue(Example.objects.filter(value="text").exists())

    def test_backfill(self):
        Example.objects.create(value="text", moment=date(2020, 1, 1))
        # As a process does that does not know the copy.
        Example.objects.update(moment_encrypted=None)
        command = ["backfill_encrypted", Example._meta.label, "moment"]
        with self.assertRaisesMessage(CommandError, "1 missing"):
            call_command(*command, "--verify")
        call_command(*command, stdout=StringIO())
        call_command(*command, "--verify", stdout=StringIO())
        self.assert_followed(date(2020, 1, 1))
