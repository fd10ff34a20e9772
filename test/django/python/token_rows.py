"""Writes and reads the rows of a payment before and after its field holds tokens; says what is asked for."""

import sys

from harness import execute

from django.db import connection, models
from vault.models import Payment

field = Payment._meta.get_field(next(name for name in ("card_number", "national_id") if hasattr(Payment, name)))
quote = connection.ops.quote_name
VALUES = ["4111 1111 1111 1111", "0", " 1 ", "", None, "Zoë 🦊", "x" * 60, "%s'; --"]


def rows():
    return models.QuerySet(Payment).order_by("pk")


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s FROM vault_payment" % quote(field.column))
        return [value for (value,) in cursor.fetchall() if value]


def write():
    for position, value in enumerate(VALUES):
        # RandomCharField makes its own values.
        given = {field.name: value} if field.name == "card_number" else {}
        rows().create(deleted=position % 2 == 1, **given)


def read():
    for row in rows():
        value = getattr(row, field.name)
        print(row.pk, ascii(value.reveal() if hasattr(value, "reveal") else value))


def raw():
    print("tokens" if all(value.startswith("tok_") and len(value) == 36 for value in stored()) else "values")


def store():
    row = rows().create(**{field.name: "078-05-1120"})
    found = rows().get(**{field.name: "078-05-1120"})
    assert found.pk == row.pk and "078-05" not in getattr(found, field.name)
    assert getattr(found, field.name).reveal() == "078-05-1120"
    row.delete()
    print("found and revealed")


def interrupt():
    from config.encrypted_fields.tokens import tokenize

    # As a migration leaves it that was killed between two rows, where the database keeps what was done.
    value = stored()[0]
    execute(
        "UPDATE vault_payment SET %s = %%s WHERE %s = %%s" % (quote(field.column), quote(field.column)),
        str(tokenize(value, field.kind)),
        value,
    )


globals()[sys.argv[1]]()
