"""Tries the generated field classes directly; runs inside a generated project that has the app."""

from datetime import datetime, timedelta, timezone
from unittest import mock

from harness import execute, expect, raises, raw, run

from django import forms
from django.core import checks, serializers
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.test import override_settings
from vault.models import Holder

from config.encrypted_fields import fields

OLD = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZDA="
NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldzA="
CLASSES = [item for name, item in vars(fields).items() if name.startswith("Encrypted") and name.endswith("Field")]


def keys(*values, **others):
    return override_settings(FIELD_ENCRYPTION_KEYS=list(values), **others)


def required(field_class):
    options = {}
    if issubclass(field_class, models.CharField):
        options["max_length"] = 50
    if issubclass(field_class, models.DecimalField):
        options.update(max_digits=9, decimal_places=2)
    return options


def rotation():
    """A new key in front encrypts, the old one still decrypts, and without it nothing is handed out."""
    with keys(OLD):
        old = Holder.objects.create(note="first")
    with keys(NEW, OLD):
        expect(Holder.objects.get(pk=old.pk).note, "first")
        again = Holder.objects.get(pk=old.pk)
        again.save()
    with keys(NEW):
        expect(Holder.objects.get(pk=old.pk).note, "first")
    with keys(OLD):
        message = raises(fields.DecryptionError, lambda: Holder.objects.get(pk=old.pk))
        assert "vault.Holder.note" in message and "first" not in message, message


def wrong_key_while_reading_plaintext():
    """A wrong key raises also while plain text may be read: ciphertext is no plain text."""
    with keys(OLD):
        row = Holder.objects.create(note="first")
    with keys(NEW, FIELD_ENCRYPTION_READ_PLAINTEXT=True):
        raises(fields.DecryptionError, lambda: Holder.objects.get(pk=row.pk))


def no_key():
    """Without a key, with a broken one and with a string instead of a list, use raises and names the setting."""
    row = Holder.objects.create(note="first")
    for value in (None, [], "", NEW, ["short"], [NEW, None], {NEW: 1}):
        with override_settings(FIELD_ENCRYPTION_KEYS=value):
            for action in (lambda: Holder.objects.create(note="x"), lambda: Holder.objects.get(pk=row.pk)):
                message = raises(ImproperlyConfigured, action)
                assert "FIELD_ENCRYPTION_KEYS" in message and "Fernet.generate_key" in message, message
                assert NEW not in message and "short" not in message, message


def system_check():
    """A missing or broken key is a system check error with a command that makes one."""
    for value, said in ((None, "empty"), (NEW, "must be a list"), (["short"], "[0] is not a Fernet key")):
        with override_settings(FIELD_ENCRYPTION_KEYS=value):
            errors = [error for error in checks.run_checks() if error.id == "encrypted_fields.E001"]
            assert errors and said in errors[0].msg and "Fernet.generate_key" in errors[0].hint, errors
    with keys(NEW):
        expect([error.id for error in checks.run_checks() if error.id.startswith("encrypted_fields")], [])


def refused_options():
    """What the database would have to do with the value is refused when the field is declared."""
    for field_class in CLASSES:
        for option in ("unique", "db_index", "primary_key", "unique_for_date"):
            value = "day" if option == "unique_for_date" else True
            message = raises(ImproperlyConfigured, lambda: field_class(**required(field_class), **{option: value}))
            assert option in message, message
        # Django before 5.0 does not know the option.
        raises((ImproperlyConfigured, TypeError), lambda: field_class(**required(field_class), db_default="x"))
        field_class(**required(field_class), unique=False, db_index=False)


def model_options():
    """A constraint, an index or unique_together over the field is a system check error."""
    for name, option in (
        ("A", {"unique_together": [("note", "other")]}),
        ("B", {"constraints": [models.UniqueConstraint(fields=["note"], name="b")]}),
        ("C", {"indexes": [models.Index(fields=["-note"], name="c")]}),
    ):
        meta = type("Meta", (), {"app_label": "vault", **option})
        body = {"__module__": "vault.models", "Meta": meta, "note": fields.EncryptedTextField(), "other": models.TextField()}
        model = type("Checked" + name, (models.Model,), body)
        expect([error.id for error in model._meta.get_field("note").check()], ["encrypted_fields.E002"])


def twice():
    """What is ciphertext already is not encrypted again, and a form says so."""
    token = raw(Holder, Holder.objects.create(note="first").pk, "note")[0]
    raises(fields.AlreadyEncryptedError, lambda: Holder.objects.create(note=token))
    raises(fields.AlreadyEncryptedError, lambda: Holder.objects.update(note=token))
    raises(ValidationError, lambda: Holder(note=token).full_clean())
    expect(Holder.objects.create(note=token[:60]).note, token[:60])


def failed_clean():
    """After a failed full_clean() every field still reads its values."""
    row = Holder.objects.create(note="first", code="ab", count=3)
    raises(ValidationError, lambda: Holder(note="x", code="far too long for it", count="no number").full_clean())
    read = Holder.objects.get(pk=row.pk)
    expect([read.note, read.code, read.count], ["first", "ab", 3])


def migration():
    """Each class can be written into a migration, cloned, and is altered from its plain class and back."""
    for field_class in CLASSES:
        field = field_class(**required(field_class), null=True)
        text, imports = MigrationWriter.serialize(field)
        assert text.startswith("config.encrypted_fields.fields." + field_class.__name__), text
        assert "import config.encrypted_fields.fields" in imports, imports
        expect(field.clone().deconstruct()[1:], field.deconstruct()[1:])
        expect(field.db_type(connection), models.TextField().db_type(connection))


def postgres_text():
    """What PostgreSQL makes of a value when its column becomes text is read back as the value."""
    samples = [
        (fields.EncryptedBooleanField(), "true", True),
        (fields.EncryptedBooleanField(), "false", False),
        (fields.EncryptedIntegerField(), "42", 42),
        (fields.EncryptedDateTimeField(), "2020-01-02 03:04:05.5+00", datetime(2020, 1, 2, 3, 4, 5, 500000, timezone.utc)),
        (fields.EncryptedDurationField(), "-1 days +02:00:00", timedelta(days=-1, hours=2)),
        (fields.EncryptedDurationField(), "3 days 02:00:00.000007", timedelta(days=3, hours=2, microseconds=7)),
        (fields.EncryptedGenericIPAddressField(), "198.51.100.7/32", "198.51.100.7"),
        (fields.EncryptedJSONField(), '{"a": [1, null]}', {"a": [1, None]}),
    ]
    with keys(NEW, FIELD_ENCRYPTION_READ_PLAINTEXT=True):
        for field, text, value in samples:
            expect(field.from_db_value(text, None, connection), value)


def without_time_zones():
    """With USE_TZ = False a moment comes back without a time zone."""
    field = fields.EncryptedDateTimeField()
    with override_settings(USE_TZ=False):
        value = datetime(2020, 1, 2, 3, 4, 5)
        expect(field.from_db_value(field.get_db_prep_save(value, connection), None, connection), value)


def integer_range():
    """Integer fields validate the range of their plain class."""
    for field_class, low, high in (
        (fields.EncryptedSmallIntegerField, -32768, 32767),
        (fields.EncryptedPositiveIntegerField, 0, 2147483647),
        (fields.EncryptedBigIntegerField, -(2**63), 2**63 - 1),
    ):
        field = field_class()
        for value in (low, high):
            field.run_validators(value)
        for value in (low - 1, high + 1):
            raises(ValidationError, lambda: field.run_validators(value))


def form_fields():
    """Forms and the admin choose the same form field as for the plain class."""
    for field_class in CLASSES:
        plain_class = next(base for base in field_class.__mro__ if base.__module__.startswith("django.db.models"))
        made, plain = field_class(**required(field_class)).formfield(), plain_class(**required(field_class)).formfield()
        expect([type(made), type(made.widget)], [type(plain), type(plain.widget)])

    class HolderForm(forms.ModelForm):
        class Meta:
            model = Holder
            fields = ["note", "code", "count"]

    form = HolderForm({"note": "from a form", "code": "ab", "count": "7"})
    row = form.save()
    expect([Holder.objects.get(pk=row.pk).note, Holder.objects.get(pk=row.pk).count], ["from a form", 7])
    assert "from a form" not in raw(Holder, row.pk, "note")[0]


def fixtures():
    """dumpdata and loaddata carry the values from one database to another."""
    row = Holder.objects.create(note="carried", code="ab", count=0)
    text = serializers.serialize("json", [row])
    row.delete()
    for item in serializers.deserialize("json", text):
        item.save()
    read = Holder.objects.get(note__isnull=False, pk=row.pk or item.object.pk)
    expect([read.note, read.code, read.count], ["carried", "ab", 0])


def restored_elsewhere():
    """A database restored under another key raises whenever it is read, and changes nothing; with both keys it is moved."""
    with keys(OLD):
        rows = [Holder.objects.create(note=note, code="ab", count=0) for note in ("first", "", "Zoë")]
        text = serializers.serialize("json", rows)
    columns = [raw(Holder, row.pk, "note", "code", "count") for row in rows]
    reencrypt = [lambda name=name: call_command("reencrypt", "vault.Holder", name, verbosity=0) for name in ("note", "code", "count")]
    with keys(NEW):
        for action in (
            lambda: list(Holder.objects.all()),
            lambda: Holder.objects.values_list("note").last(),
            lambda: Holder.objects.only("pk").first().save(),
            *reencrypt,
        ):
            raises(fields.DecryptionError, action)
    expect([raw(Holder, row.pk, "note", "code", "count") for row in rows], columns)
    with keys(NEW, OLD):
        for action in reencrypt:
            action()
    with keys(NEW):
        expect([row.note for row in Holder.objects.order_by("pk")], ["first", "", "Zoë"])
        Holder.objects.all().delete()
        for item in serializers.deserialize("json", text):
            item.save()
        expect([row.note for row in Holder.objects.order_by("pk")], ["first", "", "Zoë"])


def naive_moment():
    """A moment without a time zone is stored as the plain field would, with its warning."""
    with mock.patch("warnings.warn") as warn:
        fields.EncryptedDateTimeField().get_db_prep_save(datetime(2020, 1, 2), connection)
    assert warn.called


def stored_under_another_key():
    """What a process with a wrong key writes is told by a check of the database, and nothing where there is no table"""
    def found():
        return sorted({error.id for error in checks.run_checks(databases=["default"]) if "encrypted_fields" in error.id})

    Holder.objects.create(note="first")
    expect(found(), [])
    with keys(NEW):
        expect([error.id for error in checks.run_checks() if "encrypted_fields" in error.id], [])
        Holder.objects.create(note="nobody says anything")
        expect(found(), ["encrypted_fields.E007"])
        message = raises(SystemCheckError, lambda: call_command("migrate", verbosity=0, skip_checks=False))
        assert "E007" in message and "first" not in message, message
    expect(found(), ["encrypted_fields.E007"])
    Holder.objects.all().delete()
    expect(found(), [])
    with mock.patch.object(Holder._meta, "db_table", "no_such_table"), transaction.atomic():
        expect(found(), [])


def same_value_twice():
    """The same value looks different each time it is stored."""
    first, second = (Holder.objects.create(note="same").pk for _ in range(2))
    assert raw(Holder, first, "note") != raw(Holder, second, "note")


def moved_plain_text():
    """Plain text that arrives later, from a restored backup say, raises once it is no longer expected."""
    row = Holder.objects.create(note="first")
    execute("UPDATE vault_holder SET note = %s WHERE id = %s", "plain", row.pk)
    raises(fields.DecryptionError, lambda: Holder.objects.get(pk=row.pk))
    with override_settings(FIELD_ENCRYPTION_READ_PLAINTEXT=True):
        expect(Holder.objects.get(pk=row.pk).note, "plain")


call_command("migrate", verbosity=0)
for cell in (
    rotation,
    wrong_key_while_reading_plaintext,
    no_key,
    system_check,
    stored_under_another_key,
    refused_options,
    model_options,
    twice,
    failed_clean,
    migration,
    postgres_text,
    without_time_zones,
    integer_range,
    form_fields,
    fixtures,
    restored_elsewhere,
    naive_moment,
    same_value_twice,
    moved_plain_text,
):
    Holder.objects.all().delete()
    run(cell)
