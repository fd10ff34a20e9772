import re

from django.db import migrations, models, transaction
from django.db.backends.utils import truncate_name
from django.db.migrations.operations.base import Operation
from django.db.models.expressions import RawSQL

# A Fernet token in base64 has 100 characters at least.
TOKEN = re.compile("gAAAA[A-Za-z0-9_-]{93,}={0,2}")


class EncryptField(Operation):
    """
    Encrypts a column with the values of all rows, or decrypts it when the migration is taken back.

    The values go into a column beside the old one and are compared with those that they were made of. Only then is
    the old column dropped, and the new one gets its name. Where the database can take back changes of tables, all of
    this happens or nothing. Elsewhere (MariaDB, MySQL) the next run goes on where one was interrupted.
    """

    reduces_to_sql = False
    batch_size = 1000

    def __init__(self, model_name, name, encrypted):
        self.model_name = model_name
        self.name = name
        # Makes the field that the model declares from this migration on of the plain one.
        self.encrypted = encrypted

    def describe(self):
        return "Encrypt %s of %s, with the values of all rows" % (self.name, self.model_name)

    def state_forwards(self, app_label, state):
        plain = state.models[app_label, self.model_name].fields[self.name]
        state.alter_field(app_label, self.model_name, self.name, self.encrypted(plain), preserve_default=True)

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
        beside, column = self.free_name(old_model, connection)
        filled = new.clone()
        filled.default = models.NOT_PROVIDED
        filled.db_column = column
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
            require_known(connection, old_model, old)
            if filled.column in columns:
                # An earlier run was interrupted while the old column still had all the values.
                self.require_own(with_empty, connection, beside, new)
                schema_editor.remove_field(with_filled, filled)
            elif self.is_done(old_model, connection, old, encrypts):
                # An earlier run was interrupted after its last step: it is enough that all values can be read.
                for _ in all_rows(new_model, connection).values_list(self.name).iterator():
                    pass
                return
            schema_editor.add_field(old_model, empty)
            self.copy(with_empty, connection, beside, new)
            self.compare(with_empty, connection, beside, new)
            settle(connection)
            schema_editor.alter_field(with_empty, empty, filled)
            schema_editor.remove_field(with_filled, with_filled._meta.get_field(self.name))
        schema_editor.alter_field(without_old, without_old._meta.get_field(beside), new)

    def free_name(self, model, connection):
        """Of a field and of its column: the same ones whenever the migration is run again."""
        fields = model._meta.get_fields()
        taken = {getattr(field, key, field.name) for field in fields for key in ("name", "attname", "column")}
        taken = {name.lower() for name in taken if name}
        name = column = self.name
        while {name.lower(), column.lower()} & taken:
            name += "_beside"
            column = truncate_name(name, connection.ops.max_name_length())
        return name, column

    def require_own(self, model, connection, beside, new):
        """A column that no model knows is of an earlier run only if it holds nothing but copies."""
        try:
            is_own = not connection.features.can_rollback_ddl and self.holds_copies(model, connection, beside, new)
        except Exception:
            # Fields raise errors of all kinds for what they have not written.
            is_own = False
        if not is_own:
            raise ValueError(
                "%s has a column %s with values that no model knows, and nothing was changed. Rename it; or drop it, if "
                "it was left by an earlier run of this migration."
                % (model._meta.db_table, model._meta.get_field(beside).column)
            )

    def holds_copies(self, model, connection, beside, new):
        for batch in self.batches(all_rows(model, connection), "pk", self.name, beside):
            for _, value, copied in batch:
                value = as_stored(value, new)
                if copied is not None and not is_same(copied, value):
                    return False
        return True

    def is_done(self, model, connection, old, encrypts):
        """Whether all values are stored as the migration leaves them. Nulls and empty texts are the same either way."""
        quote = connection.ops.quote_name
        stored = RawSQL("%s.%s" % (quote(model._meta.db_table), quote(old.column)), ())
        count = {True: 0, False: 0}
        for batch in self.batches(all_rows(model, connection), "pk", stored):
            for _, value in batch:
                if value is not None and value != "":
                    count[is_ciphertext(value)] += 1
        # Backwards the field reads both, or raises an error.
        if encrypts and count[True] and count[False]:
            raise ValueError(
                "%s.%s was not changed: %d of its values are encrypted already, and %d are not. Write those again with "
                "the encrypted field (`manage.py reencrypt`, where the project has it), and migrate once more."
                % (model._meta.label, self.name, count[True], count[False])
            )
        return count[encrypts] > 0 and count[not encrypts] == 0

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
                wrong += is_missing or not is_same(copied, value)
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


def settle(connection):
    """
    PostgreSQL alters no table while it has checks of written rows to make, as it has of those that one transaction writes
    twice: make them now.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def is_same(copied, value):
    return copied == value or copied != copied and value != value  # NaN


def is_ciphertext(value):
    return isinstance(value, (bytes, memoryview)) or isinstance(value, str) and TOKEN.fullmatch(value) is not None
