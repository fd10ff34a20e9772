"""What migrations do to rows when a field becomes one of tokens."""

from django.db import connections, models, transaction
from django.db.migrations.operations.base import Operation

from .token_fields import TokenField
from .tokens import detokenize, is_a_token, tokenize

BATCH = 500

# What RandomCharField of django-extensions knows beyond the options of a CharField, and those that it sets by itself.
OF_RANDOM_FIELDS = (
    "blank",
    "editable",
    "include_alpha",
    "include_digits",
    "include_punctuation",
    "keep_default",
    "lowercase",
    "max_unique_query_attempts",
    "uppercase",
)


class TokenizeField(Operation):
    """
    Puts tokens in the place of the values of all rows, or the values back when the migration is taken back.

    Each row by itself: its value is in the table of tokens before its column gives it up. A row that has its token is
    left alone, so that it can be run again wherever it was interrupted. Nothing else may write the table meanwhile.
    """

    reduces_to_sql = False

    def __init__(self, model_name, name, kind):
        self.model_name = model_name.lower()
        self.name = name
        self.kind = kind

    def describe(self):
        return "Put tokens in the place of %s of %s, in all rows" % (self.name, self.model_name)

    def state_forwards(self, app_label, state):
        plain = state.models[app_label, self.model_name].fields[self.name]
        field = token_field(plain, self.kind)
        state.alter_field(app_label, self.model_name, self.name, field, preserve_default=True)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        plain = from_state.apps.get_model(app_label, self.model_name)
        if self.alter(app_label, schema_editor, plain, to_state.apps.get_model(app_label, self.model_name)):
            self.convert(plain, schema_editor.connection.alias, self.token_for, is_done=is_a_token)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        plain = to_state.apps.get_model(app_label, self.model_name)
        alias = schema_editor.connection.alias
        if self.allow_migrate_model(alias, plain):
            self.convert(plain, alias, detokenize, is_done=lambda value: not is_a_token(value))
            self.alter(app_label, schema_editor, from_state.apps.get_model(app_label, self.model_name), plain)

    def alter(self, app_label, schema_editor, old, new):
        if not self.allow_migrate_model(schema_editor.connection.alias, new):
            return False
        schema_editor.alter_field(old, old._meta.get_field(self.name), new._meta.get_field(self.name))
        return True

    def token_for(self, value):
        token = tokenize(value, self.kind)
        if detokenize(token) != value:
            raise ValueError("A value of %s.%s would not be given back." % (self.model_name, self.name))
        return str(token)

    def convert(self, plain, alias, converted, is_done):
        # Not by a manager of the model, which may hide rows.
        rows = models.QuerySet(plain, using=alias)
        pairs = rows.exclude(**{self.name: None}).order_by("pk").values_list("pk", self.name)
        batch = list(pairs[:BATCH])
        while batch:
            with transaction.atomic(using=alias):
                for key, value in batch:
                    if value != "" and not is_done(value):
                        self.replace(rows.filter(pk=key, **{self.name: value}), converted(value))
            batch = list(pairs.filter(pk__gt=batch[-1][0])[:BATCH])
        # PostgreSQL alters no table while it has checks of written rows to make, as it has of those that are written twice.
        if connections[alias].vendor == "postgresql":
            connections[alias].check_constraints()

    def replace(self, row, value):
        if row.update(**{self.name: value}) != 1:
            raise ValueError("A row of %s was changed meanwhile: run the migration again." % self.model_name)


def token_field(plain, kind):
    """The field as the model declares it from the migration on."""
    _, _, args, options = plain.deconstruct()
    if "length" in options:
        options = {name: value for name, value in options.items() if name not in OF_RANDOM_FIELDS}
        options["max_length"] = options.pop("length")
    return TokenField(*args, kind=kind, **options)
