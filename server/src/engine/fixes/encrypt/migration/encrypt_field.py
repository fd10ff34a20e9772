from django.db import migrations, models, transaction
from django.db.backends.utils import truncate_name
from django.db.migrations.operations.base import Operation


class EncryptField(Operation):
    """
    Encrypts a column with the values of all rows, or decrypts it when the migration is taken back.

    The values go into a column beside the old one and are compared with those that they were made of. Only then is
    the old column dropped, and the new one gets its name. Where the database can take back changes of tables, all of
    this happens or nothing. Elsewhere (MariaDB, MySQL) the next run goes on where one was interrupted.
    """

    reduces_to_sql = False
    batch_size = 1000

    def __init__(self, model_name, name):
        self.model_name = model_name
        self.name = name

    def describe(self):
        return "Encrypt %s of %s, with the values of all rows" % (self.name, self.model_name)

    def state_forwards(self, app_label, state):
        plain = state.models[app_label, self.model_name].fields[self.name]
        state.alter_field(app_label, self.model_name, self.name, encrypted(plain), preserve_default=True)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.convert(app_label, schema_editor, from_state, to_state, encrypts=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.convert(app_label, schema_editor, from_state, to_state, encrypts=False)

    def convert(self, app_label, schema_editor, from_state, to_state, encrypts):
        connection = schema_editor.connection
        old_model = from_state.apps.get_model(app_label, self.model_name)
        new_model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(connection.alias, new_model):
            return
        old, new = old_model._meta.get_field(self.name), new_model._meta.get_field(self.name)

        # The new field, but in a column beside the old one, which has no values at first.
        beside = self.name + "_beside"
        filled = new.clone()
        filled.default = models.NOT_PROVIDED
        filled.db_column = truncate_name(beside, connection.ops.max_name_length())
        empty = filled.clone()
        empty.null, empty.db_index = True, False

        def state_with(field):
            state = from_state.clone()
            state.add_field(app_label, self.model_name, beside, field, preserve_default=True)
            return state

        state_without_old = state_with(filled)
        state_without_old.remove_field(app_label, self.model_name, self.name)
        with_empty, with_filled, without_old = (
            state.apps.get_model(app_label, self.model_name)
            for state in (state_with(empty), state_with(filled), state_without_old)
        )
        empty, filled = with_empty._meta.get_field(beside), with_filled._meta.get_field(beside)

        # Django drops with CASCADE, which takes away the views that show the column.
        schema_editor.sql_delete_column = "ALTER TABLE %(table)s DROP COLUMN %(column)s"
        columns = columns_of(connection, old_model)
        if old.column in columns:
            if filled.column in columns:
                # An earlier run was interrupted while the old column still had all the values.
                schema_editor.remove_field(with_filled, filled)
            elif holds_ciphertext(connection, old) is encrypts:
                # An earlier run was interrupted after its last step: it is enough that all values can be read.
                for _ in all_rows(new_model, connection).values_list(self.name).iterator():
                    pass
                return
            schema_editor.add_field(old_model, empty)
            self.copy(with_empty, connection, beside, new)
            self.compare(with_empty, connection, beside, new)
            schema_editor.alter_field(with_empty, empty, filled)
            schema_editor.remove_field(with_filled, with_filled._meta.get_field(self.name))
        schema_editor.alter_field(without_old, without_old._meta.get_field(beside), new)

    def copy(self, model, connection, beside, new):
        rows = all_rows(model, connection)
        for batch in self.batches(rows, "pk", self.name):
            with transaction.atomic(using=connection.alias):
                for key, value in batch:
                    value = as_stored(value, new)
                    rows.filter(pk=key).update(**{beside: value})

    def compare(self, model, connection, beside, new):
        compared = wrong = 0
        for batch in self.batches(all_rows(model, connection), "pk", self.name, beside):
            compared += len(batch)
            for _, value, copied in batch:
                value = as_stored(value, new)
                is_missing = copied is None and not new.null
                is_same = copied == value or copied != copied and value != value  # NaN
                wrong += is_missing or not is_same
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM %s" % connection.ops.quote_name(model._meta.db_table))
            (count,) = cursor.fetchone()
        if wrong or compared != count:
            raise ValueError(
                "%s.%s keeps its old column: of %d rows %d were compared, and %d would not have the same value."
                % (model._meta.label, self.name, count, compared, wrong)
            )

    def batches(self, rows, *names):
        rows = rows.order_by("pk").values_list(*names)
        batch = list(rows[: self.batch_size])
        while batch:
            yield batch
            batch = list(rows.filter(pk__gt=batch[-1][0])[: self.batch_size])


def all_rows(model, connection):
    """Not by a manager of the model: it may hide some."""
    return models.QuerySet(model, using=connection.alias)


def columns_of(connection, model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM %s WHERE 1 = 0" % connection.ops.quote_name(model._meta.db_table))
        return [column[0] for column in cursor.description]


def holds_ciphertext(connection, field):
    """Whether the first value that is stored is ciphertext; None when there is no value."""
    quote = connection.ops.quote_name
    table, column = quote(field.model._meta.db_table), quote(field.column)
    with connection.cursor() as cursor:
        first = connection.ops.limit_offset_sql(0, 1)
        cursor.execute("SELECT %s FROM %s WHERE %s IS NOT NULL %s" % (column, table, column, first))
        row = cursor.fetchone()
    if row is None:
        return None
    return isinstance(row[0], (bytes, memoryview)) or isinstance(row[0], str) and row[0].startswith("gAAAA")
