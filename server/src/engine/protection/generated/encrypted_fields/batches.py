"""What is done to all rows of a table, in short transactions."""

from django.db.models import ExpressionWrapper, F, QuerySet, TextField
from django.db.models.expressions import Col


def all_rows(model, alias):
    """Not by a manager of the model, not even its base manager: it may hide some."""
    return QuerySet(model, using=alias)


def key_ranges(rows, size):
    """Lists of so many rows of a queryset, in the order of their keys, the first value of each."""
    rows = rows.order_by("pk")
    batch = list(rows[:size])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1][0])[:size])


def hold_for_writing(connection, model):
    """
    SQLite refuses to write in a transaction that has read before somebody else wrote, however long it could wait;
    one that writes first waits. Elsewhere rows are locked one by one.
    """
    if connection.vendor == "sqlite":
        # A primary key of several columns has none of its own.
        column = model._meta.local_concrete_fields[0].column
        table, key = map(connection.ops.quote_name, (model._meta.db_table, column))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE %s SET %s = %s WHERE 1 = 0" % (table, key, key))


class Stored(F):
    """What the column of an encrypted field holds, not decrypted."""

    def resolve_expression(self, *args, **kwargs):
        column = super().resolve_expression(*args, **kwargs)
        return ExpressionWrapper(Col(column.alias, column.target), output_field=TextField())


def settle(connection):
    """
    PostgreSQL alters no table while it has checks of written rows to make, as it has of those that one transaction writes
    twice: make them now.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()
