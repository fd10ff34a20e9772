"""
Operations of migrations that can be run again when they were killed.

MariaDB and MySQL keep what a statement has done, whatever becomes of the migration; so operations look first. SQLite
refuses to write in a transaction that has read before somebody else wrote; so operations write first.
"""

from collections import Counter

from django.db.migrations import AddField, RemoveField
from django.db.migrations.operations.base import Operation

from .batches import hold_for_writing, settle
from .pairs import Pair

BATCH = 500


class DifferencesFound(Exception):
    """A column does not hold what it must before the migration may go on."""


class AddFieldOnce(AddField):
    """Adds a column, unless it is there already."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        if not _has_column(schema_editor, model, self.name):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        elif not _has_index(schema_editor, model, self.name):
            field = model._meta.get_field(self.name)
            schema_editor.deferred_sql.extend(schema_editor._field_indexes_sql(model, field))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if _has_column(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.name):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class RemoveFieldOnce(RemoveField):
    """Drops a column, unless it is gone already."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if _has_column(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.name):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if not _has_column(schema_editor, to_state.apps.get_model(app_label, self.model_name), self.name):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class ChangeField(Operation):
    """
    Alters a field to what the migrations made of it so far, with other options, and ``to`` another class: none of the
    options that stay has to be written down again. ``drop`` names those that go.
    """

    reversible = True

    def __init__(self, model_name, name, to=None, drop=(), **options):
        self.model_name = model_name
        self.name = name
        self.to = to
        self.drop = drop
        self.options = options

    def deconstruct(self):
        return type(self).__name__, [self.model_name, self.name, self.to, self.drop], self.options

    def describe(self):
        return "Change field %s on %s" % (self.name, self.model_name)

    def state_forwards(self, app_label, state):
        model = app_label, self.model_name.lower()
        field = state.models[model].fields[self.name]
        _, _, args, options = field.deconstruct()
        options = {name: value for name, value in options.items() if name not in self.drop}
        changed = (self.to or type(field))(*args, **{**options, **self.options})
        state.alter_field(*model, self.name, changed, preserve_default=True)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        from_model, to_model = (state.apps.get_model(app_label, self.model_name) for state in (from_state, to_state))
        if self.allow_migrate_model(schema_editor.connection.alias, to_model):
            before, after = (model._meta.get_field(self.name) for model in (from_model, to_model))
            schema_editor.alter_field(from_model, before, after)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.database_forwards(app_label, schema_editor, from_state, to_state)


class PairOperation(Operation):
    """Looks at a plain column and the encrypted one beside it; when the plain one is gone there is nothing to do."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name, name):
        self.model_name = model_name
        self.name = name

    def deconstruct(self):
        return type(self).__name__, [self.model_name, self.name], {}

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = from_state.apps.get_model(app_label, self.model_name)
        alias = schema_editor.connection.alias
        if not self.allow_migrate_model(alias, model) or not _has_column(schema_editor, model, self.name):
            return
        states = self.states(Pair(model._meta.get_field(self.name)), alias)
        if set(states) - {"same"}:
            found = ", ".join("%d %s" % (count, state) for state, count in sorted(states.items()))
            raise DifferencesFound(
                "%s.%s is not the same encrypted and plain (%s). Make sure that no process writes the plain column "
                "alone, run `manage.py backfill_encrypted %s %s`, and migrate again."
                % (model._meta.label, self.name, found, model._meta.label, self.name)
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass


class RequireNoDifferences(PairOperation):
    """Stops the migration unless each row holds the same in both."""

    def describe(self):
        return "Require that %s.%s is the same encrypted and plain" % (self.model_name, self.name)

    def states(self, pair, alias):
        return pair.compare(alias, BATCH)


class BackfillEncrypted(PairOperation):
    """
    Does what ``manage.py backfill_encrypted`` does, in short transactions of their own: its migration needs
    ``atomic = False``. Stops at the end when rows are not the same in both.
    """

    def describe(self):
        return "Fill the encrypted column of %s.%s" % (self.model_name, self.name)

    def states(self, pair, alias):
        for rows in pair.batches(alias, BATCH):
            pair.write_again([key for key, _, _ in rows], alias)
        return pair.compare(alias, BATCH)


class RestorePlain(PairOperation):
    """Fills what was erased in the plain column when the migration is taken back, which then may need each value."""

    def describe(self):
        return "Restore %s.%s in plain text, backwards" % (self.model_name, self.name)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        alias = schema_editor.connection.alias
        if self.allow_migrate_model(alias, model):
            pair = Pair(model._meta.get_field(self.name))
            for rows in pair.batches(alias, BATCH):
                pair.restore([key for key, plain, token in rows if plain is None and token is not None], alias)
            settle(schema_editor.connection)


class ErasePlain(PairOperation):
    """
    Empties the plain column, in short transactions of their own: its migration needs ``atomic = False``.

    Stops at the end when rows were left because they differ. Backwards the column stays as it is: what has a value in
    the encrypted column alone is read from there.
    """

    def describe(self):
        return "Erase what %s.%s holds in plain text" % (self.model_name, self.name)

    def states(self, pair, alias):
        states = Counter()
        for rows in pair.batches(alias, BATCH):
            states += pair.erase([key for key, plain, _ in rows if plain is not None], alias)
        return states


def _has_column(schema_editor, model, name):
    connection = schema_editor.connection
    hold_for_writing(connection, model)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return model._meta.get_field(name).column in [column.name for column in columns]


def _has_index(schema_editor, model, name):
    """Whether a column has its index, which Django makes in a statement of its own, at the end of the migration."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    column = model._meta.get_field(name).column
    return any(item["columns"] == [column] and item["index"] for item in constraints.values())
