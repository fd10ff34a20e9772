"""Tries each class as an encrypted field with a plain copy that counts; runs inside a project that has the app."""

from datetime import date, datetime, time, timedelta, timezone  # noqa: F401 (the samples use them)
from decimal import Decimal  # noqa: F401
from uuid import UUID  # noqa: F401

from harness import expect, run

from django.db import connection, models
from samples import SAMPLES

from config.encrypted_fields import copies, fields

OPTIONS = {"CharField": {"max_length": 60}, "DecimalField": {"max_digits": 9, "decimal_places": 2}}


def model_of(name):
    plain = name.replace("Row", "Field")
    options = OPTIONS.get(plain, {})
    body = {
        "__module__": "vault.models",
        "value": getattr(fields, "Encrypted" + plain)(null=True, **options),
        "value_plain": getattr(copies, "Plain" + plain)(copy_of="value", null=True, **options),
    }
    return type(name, (models.Model,), body)


def counts(model, values):
    """The plain copy is read as the same value, and where it is null the encrypted one is"""
    for value in values:
        row = model.objects.create(value=value)
        rows = model.objects.filter(pk=row.pk)
        expect([rows.get().value, rows.values_list("value", flat=True).get()], [value, value])
        rows.update(value_plain=None)
        expect([rows.get().value, rows.values_list("value", flat=True).get()], [value, value])


for name, _, sources in SAMPLES:
    model = model_of(name)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    run(counts, model, [eval(source) for source in sources], prefix=name + ": ")
