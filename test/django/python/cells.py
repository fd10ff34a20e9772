"""
Runs inside a generated project: `before` writes rows with the plain models, `after [CELL…]` tries the edited ones.

Prints one line a cell, `ok NAME` or `FAILED NAME :: REASON`.
"""

import sys
from datetime import date, datetime, time, timedelta, timezone  # noqa: F401 (the samples use them)
from decimal import Decimal  # noqa: F401
from uuid import UUID  # noqa: F401

from harness import execute, expect, raw, refused, run

from django.apps import apps
from django.conf import settings
from django.db.models import F, Max, Q, Value
from django.test import override_settings
from samples import SAMPLES  # [(model, visible, [source of a value, …])]

OTHER_KEY = "b3RoZXJvdGhlcm90aGVyb3RoZXJvdGhlcm90aGVyb3Q="


def main(phase, *names):
    cells = [cell for cell in CELLS if not names or cell.__name__ in names]
    for name, visible, sources in SAMPLES:
        model = apps.get_model("vault", name)
        values = [eval(source) for source in sources]
        if phase == "before":
            for value in values:
                model.objects.create(value=value, maybe=value)
            model.objects.create(value=values[0], maybe=None)
        else:
            for cell in cells:
                run(cell, model, visible, values, prefix=name + ": ")


def old_rows(model, visible, values):
    """Rows written before the fix read back equal."""
    rows = list(model.objects.order_by("pk")[: len(values) + 1])
    expect([row.value for row in rows], [*values, values[0]])
    expect([row.maybe for row in rows], [*values, None])


def saved_again(model, visible, values):
    """An old row that is saved again is encrypted and equal."""
    row = model.objects.order_by("pk")[0]
    row.save()
    expect(model.objects.get(pk=row.pk).value, values[0])
    never_visible(model, visible, row.pk)


def round_trip(model, visible, values):
    """New rows read back equal, null included, and no plain value is in the column."""
    for value in values:
        row = model.objects.create(value=value, maybe=value)
        read = model.objects.get(pk=row.pk)
        expect([read.value, read.maybe], [value, value])
        encrypted(model, row.pk)
        if value == values[0]:
            never_visible(model, visible, row.pk)
    row = model.objects.create(value=values[0])
    expect(model.objects.get(pk=row.pk).maybe, None)
    expect(list(model.objects.filter(maybe__isnull=True, pk=row.pk).values_list("value", flat=True)), [values[0]])


def validated(model, visible, values):
    """A value that passes full_clean still does, and a failed full_clean changes nothing."""
    row = model(value=values[0], maybe=values[0])
    row.full_clean()
    try:
        model(value=None).full_clean()
    except Exception:
        pass
    saved = model.objects.create(value=values[0])
    expect(model.objects.get(pk=saved.pk).value, values[0])


def bulk(model, visible, values):
    """bulk_create, bulk_update and update() store encrypted, equal values."""
    rows = model.objects.bulk_create([model(value=values[0]), model(value=values[-1])])
    keys = [row.pk for row in rows]
    read = list(model.objects.filter(pk__in=keys).order_by("pk"))
    expect([row.value for row in read], [values[0], values[-1]])
    for row in read:
        row.value = values[-1]
        row.maybe = None if row.pk == keys[0] else values[0]
    model.objects.bulk_update(read, ["value", "maybe"])
    read = list(model.objects.filter(pk__in=keys).order_by("pk"))
    expect([(row.value, row.maybe) for row in read], [(values[-1], None), (values[-1], values[0])])
    model.objects.filter(pk__in=keys).update(value=values[0])
    expect([row.value for row in model.objects.filter(pk__in=keys)], [values[0], values[0]])
    for key in keys:
        encrypted(model, key)
    model.objects.update_or_create(pk=keys[0], defaults={"value": values[-1]})
    expect(model.objects.get(pk=keys[0]).value, values[-1])
    deferred = model.objects.defer("value").get(pk=keys[0])
    expect(deferred.value, values[-1])


def computed(model, visible, values):
    """What the database would have to compute is refused before it writes plain values."""
    row = model.objects.create(value=values[0])
    chosen = model.objects.filter(pk=row.pk)
    for expression in (Value("plain"), F("pk"), Max("pk")):
        refused(lambda expression=expression: chosen.update(value=expression))
    expect(model.objects.get(pk=row.pk).value, values[0])
    chosen.update(maybe=F("value"))
    expect(model.objects.get(pk=row.pk).maybe, values[0])


def lookups(model, visible, values):
    """A lookup that cannot work raises FieldError."""
    for lookup in ("value", "value__in", "value__contains", "value__gt", "value__year"):
        operand = [values[0]] if lookup == "value__in" else values[0]
        refused(lambda lookup=lookup, operand=operand: model.objects.filter(**{lookup: operand}).count())
        refused(lambda lookup=lookup, operand=operand: model.objects.exclude(Q(**{lookup: operand})).count())


def wrong_key(model, visible, values):
    """Under a wrong key reading raises, and nothing reads as ciphertext."""
    row = model.objects.create(value=values[0])
    with override_settings(FIELD_ENCRYPTION_KEYS=[OTHER_KEY], SALT_KEY="another", CRYPTOGRAPHY_KEY="another"):
        forget_keys(model)
        try:
            read = model.objects.get(pk=row.pk).value
        except Exception as error:
            expect(type(error).__name__, "DecryptionError")
        else:
            raise AssertionError("read %r" % (read,))
        finally:
            forget_keys(model)
    with override_settings(FIELD_ENCRYPTION_KEYS=[OTHER_KEY, *getattr(settings, "FIELD_ENCRYPTION_KEYS", [])]):
        expect(model.objects.get(pk=row.pk).value, values[0])


def plaintext_refused(model, visible, values):
    """Plain text in the column raises as soon as it is no longer expected."""
    row = model.objects.create(value=values[0])
    execute("UPDATE %s SET value = %%s WHERE id = %%s" % model._meta.db_table, visible, row.pk)
    with override_settings(FIELD_ENCRYPTION_READ_PLAINTEXT=False):
        try:
            read = model.objects.get(pk=row.pk).value
        except Exception as error:
            expect(type(error).__name__, "DecryptionError")
        else:
            raise AssertionError("read %r" % (read,))
        finally:
            model.objects.filter(pk=row.pk).delete()


CELLS = [old_rows, saved_again, round_trip, validated, bulk, computed, lookups, wrong_key, plaintext_refused]


def encrypted(model, key):
    for item in raw(model, key, "value", "maybe"):
        # Tink writes bytes, the first of which is its version; a token in base64 is never as short.
        if item is not None and len(item) < 100 and item[1:6] not in ("'\\x01", '"\\x01'):
            raise AssertionError("stored as %r" % item)


def never_visible(model, visible, key):
    for item in raw(model, key, "value", "maybe"):
        if item is not None and (len(visible) > 2 and visible in item or item == visible):
            raise AssertionError("stored as %r" % item)


def forget_keys(model):
    """Other packages keep their keys on the field object."""
    for field in model._meta.local_fields:
        for name in ("keys", "f"):
            field.__dict__.pop(name, None)


main(*sys.argv[1:])
