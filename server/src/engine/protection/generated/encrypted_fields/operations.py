"""
Operations of migrations that can be run again when they were killed.

MariaDB and MySQL keep what a statement has done, whatever becomes of the migration; so operations look first. SQLite
refuses to write in a transaction that has read before somebody else wrote; so operations write first.
"""

from collections import Counter

from django.db import IntegrityError
from django.db.backends.utils import truncate_name
from django.db.migrations import AddField, RemoveField
from django.db.migrations.operations.base import Operation
from django.db.models import UniqueConstraint

from .batches import hold_for_writing, settle
from .indexed_rows import IndexedRows
from .known import require_known
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
            # Its index is the last that a change makes: a run may have been killed behind it.
            if before.db_index or not after.db_index or not _has_own_index(schema_editor, to_model, after):
                schema_editor.alter_field(from_model, before, after)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.database_forwards(app_label, schema_editor, from_state, to_state)


class MakeUnique(ChangeField):
    """Makes a blind index unique, unless it is: behind `RequireNoDifferences`, since rows that lack theirs are not compared."""

    def __init__(self, model_name, name):
        super().__init__(model_name, name, unique=True)

    def deconstruct(self):
        return type(self).__name__, [self.model_name, self.name], {}

    def describe(self):
        return "Make %s of %s unique" % (self.name, self.model_name)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        if not _unique_named(schema_editor, model, [self.name]):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)


class RowsOperation(Operation):
    """Looks at the rows of a column, and leaves all columns as they are."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name, name):
        self.model_name = model_name
        self.name = name

    def deconstruct(self):
        return type(self).__name__, [self.model_name, self.name], {}

    def state_forwards(self, app_label, state):
        pass

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass


class RequireKnown(RowsOperation):
    """
    Stops the migration where the database has an index or a constraint on the column that no model knows: it would go
    with the plain column, and on SQLite with the table, which is made anew.
    """

    def describe(self):
        return "Require that models know all indexes and constraints of %s.%s" % (self.model_name, self.name)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        connection = schema_editor.connection
        model = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(connection.alias, model) and _has_column(schema_editor, model, self.name):
            require_known(connection, model, model._meta.get_field(self.name))


class PairOperation(RowsOperation):
    """Looks at a plain column and the encrypted one beside it; when the plain one is gone there is nothing to do."""

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


class RequireNoDifferences(PairOperation):
    """Stops the migration unless each row holds the same in both, and in its blind index where there is one."""

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
            pair.write_again([row[0] for row in rows], alias)
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
                pair.restore([key for key, plain, token, _ in rows if plain is None and token is not None], alias)
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
            states += pair.erase([key for key, plain, _, _ in rows if plain is not None], alias)
        return states


class FillBlindIndex(RowsOperation):
    """
    Does what ``manage.py rebuild_blind_index`` does, and stops when an index is not that of its value in the end. What
    writes meanwhile without the index makes it stop, too.
    """

    def describe(self):
        return "Fill the blind index %s of %s" % (self.name, self.model_name)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = from_state.apps.get_model(app_label, self.model_name)
        alias = schema_editor.connection.alias
        if not self.allow_migrate_model(alias, model):
            return
        index = model._meta.get_field(self.name)
        rows = IndexedRows(index, alias)
        # The migration that encrypts the column may have been killed behind that.
        if not _has_column(schema_editor, model, index.follows) or rows.have_ciphertext():
            return
        try:
            for keys in rows.stale(BATCH):
                rows.rebuild(keys)
        except IntegrityError:
            message = "%s.%s: two rows hold values that are equal for the index."
            raise DifferencesFound(message % (model._meta.label, self.name)) from None
        settle(schema_editor.connection)
        left = sum(len(keys) for keys in rows.stale(BATCH))
        if left:
            raise DifferencesFound(
                "%s.%s is not the index of the value in %d rows. Make sure that no process writes the value without it, "
                "and migrate again." % (model._meta.label, self.name, left)
            )


class MoveUniqueness(Operation):
    """
    Puts ``to``, the blind index of a field, in the field's place in ``unique_together`` and in unique constraints. What
    is new is there before what was goes.
    """

    reversible = True

    def __init__(self, model_name, name, to):
        self.model_name = model_name
        self.name = name
        self.to = to

    def deconstruct(self):
        return type(self).__name__, [self.model_name, self.name, self.to], {}

    def describe(self):
        return "Move the uniqueness of %s on %s to its blind index" % (self.name, self.model_name)

    def state_forwards(self, app_label, state):
        model = self.model_name.lower()
        options = state.models[app_label, model].options
        together = {tuple(map(self._moved, names)) for names in options.get("unique_together") or ()}
        constraints = [self._with_index(constraint) for constraint in options.get("constraints") or ()]
        moved = {"unique_together": together, "constraints": constraints}
        state.alter_model_options(app_label, model, {name: moved[name] for name in moved if options.get(name)})

    def _moved(self, name):
        return self.to if name == self.name else name

    def _with_index(self, constraint):
        if not isinstance(constraint, UniqueConstraint) or self.name not in constraint.fields:
            return constraint
        _, args, options = constraint.deconstruct()
        return type(constraint)(*args, **{**options, "fields": tuple(map(self._moved, constraint.fields))})

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        old, new = (state.apps.get_model(app_label, self.model_name) for state in (from_state, to_state))
        if not self.allow_migrate_model(schema_editor.connection.alias, new):
            return
        before, after = (set(map(tuple, model._meta.unique_together)) for model in (old, new))
        added = {names for names in after - before if not _unique_named(schema_editor, new, names)}
        schema_editor.alter_unique_together(new, set(), added)
        gone = {names for names in before - after if _unique_named(schema_editor, new, names)}
        schema_editor.alter_unique_together(new, gone, set())
        replaced = {constraint.name: constraint for constraint in old._meta.constraints}
        for constraint in new._meta.constraints:
            if constraint != replaced[constraint.name]:
                self._replace(schema_editor, new, replaced[constraint.name], constraint)

    database_backwards = database_forwards

    def _replace(self, schema_editor, model, old, new):
        """Both have the same name; where each statement counts by itself, another one stands in for them between."""
        if schema_editor.connection.features.can_rollback_ddl:
            schema_editor.remove_constraint(model, old)
            schema_editor.add_constraint(model, new)
            return
        between = new.clone()
        between.name = truncate_name(new.name + "_moved", schema_editor.connection.ops.max_name_length())
        if new.name not in _unique_named(schema_editor, model, new.fields):
            if between.name not in _unique_named(schema_editor, model, new.fields):
                schema_editor.add_constraint(model, between)
            if old.name in _unique_named(schema_editor, model, old.fields):
                schema_editor.remove_constraint(model, old)
            schema_editor.add_constraint(model, new)
        if between.name in _unique_named(schema_editor, model, new.fields):
            schema_editor.remove_constraint(model, between)


def _unique_named(schema_editor, model, names):
    """What keeps exactly these fields unique together, in the database."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    columns = [model._meta.get_field(name).column for name in names]
    return [
        name
        for name, found in constraints.items()
        if found["unique"] and not found["primary_key"] and found["columns"] == columns
    ]


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


def _has_own_index(schema_editor, model, field):
    """Whether there is an index of the name that Django gives it."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return schema_editor._create_index_name(model._meta.db_table, [field.column]) in constraints
