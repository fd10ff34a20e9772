"""
`scale_rows.py write` writes rows of all models of the project's own apps, `read` prints their values, `raw` tells what the columns hold whose
fields are encrypted. `intrude TABLE COLUMN` writes a plain value into a column that no model need know, `erase` empties it.
"""

import sys
from decimal import Decimal

import harness  # noqa: F401 (sets Django up)

from django.apps import apps
from django.db import connection, models

OWN = ("vault", "clinic")
TEXTS = ["943 476 5919", "Zoë 山田 🙂", "x" * 30, "0"]


def own_models():
    return [model for app in OWN for model in apps.get_app_config(app).get_models()]


def value_for(field, index):
    if isinstance(field, models.JSONField):
        return [{"n": index, "t": TEXTS[index], "none": None}, [], {}, 0][index]
    if isinstance(field, models.DecimalField):
        return [Decimal("4321.95"), Decimal("0.00"), Decimal("-12.50"), Decimal("1.00")][index]
    return None if field.null and index == 3 else TEXTS[index]


def write():
    for model in own_models():
        for index in range(len(TEXTS)):
            row = model()
            for field in model._meta.concrete_fields:
                if field.is_relation:
                    setattr(row, field.attname, field.related_model.objects.order_by("pk")[index].pk)
                elif not field.primary_key:
                    setattr(row, field.attname, value_for(field, index))
            row.save()


def read():
    for model in own_models():
        names = [field.attname for field in model._meta.concrete_fields if not field.name.endswith(("_encrypted", "_plain"))]
        for row in models.QuerySet(model).order_by("pk"):
            print(model._meta.label, [(name, getattr(row, name)) for name in names])


def raw():
    for model in own_models():
        for field in model._meta.concrete_fields:
            if not hasattr(field, "get_prep_value") or "Encrypted" not in type(field).__name__:
                continue
            quote = connection.ops.quote_name
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s FROM %s" % (quote(field.column), quote(model._meta.db_table)))
                stored = [str(value) for (value,) in cursor.fetchall() if value is not None]
            is_plain = not stored or any(len(text) < 50 for text in stored)
            print(model._meta.label, field.name, "plain text" if is_plain else "ciphertext")


def intrude(table, column):
    set_all(table, column, "'of an old process'")


def erase(table, column):
    set_all(table, column, "NULL")


def set_all(table, column, value):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("UPDATE %s SET %s = %s" % (quote(table), quote(column), value))


COMMANDS = {"write": write, "read": read, "raw": raw, "intrude": intrude, "erase": erase}
COMMANDS[sys.argv[1]](*sys.argv[2:])
