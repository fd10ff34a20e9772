"""A model field whose column holds tokens."""

from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.expressions import Case, Value
from django.db.models.fields import NOT_PROVIDED
from django.db.models.functions import Cast
from django.db.models.lookups import In

from .tokens import TOKEN_LENGTH, TokenError, TokenText, is_a_token, kind_of, require_kind, tokenize, tokens_of


class TokenField(models.CharField):
    """
    Stores the token of what it is assigned, and reads as the token, whose ``reveal()`` gives the value.

    Null and the empty text are stored as they are. ``max_length`` and validators are those of the value. The field can
    be unique. ``filter(field=value)`` and ``field__in`` find the rows with the value, or with a token; the database
    can tell nothing else of it. What is read in the order of the field is in no order.
    """

    def __init__(self, *args, kind, **kwargs):
        require_kind(kind)
        self.kind = kind
        super().__init__(*args, **kwargs)
        if self.primary_key or self.choices or getattr(self, "db_default", NOT_PROVIDED) is not NOT_PROVIDED:
            raise ImproperlyConfigured("TokenField cannot have primary_key, choices or db_default.")

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["kind"] = self.kind
        return name, path, args, kwargs

    @property
    def column_field(self):
        """What the column is to the database."""
        return models.CharField(max_length=max(self.max_length or 0, TOKEN_LENGTH))

    def db_type(self, connection):
        return self.column_field.db_type(connection)

    def cast_db_type(self, connection):
        return self.column_field.cast_db_type(connection)

    def formfield(self, **kwargs):
        # A form shows the token, and gives it back when nobody has typed another value.
        return super().formfield(**{"max_length": self.column_field.max_length, **kwargs})

    def to_python(self, value):
        value = super().to_python(value)
        return TokenText(value) if is_a_token(value) and not isinstance(value, TokenText) else value

    def run_validators(self, value):
        if not isinstance(value, TokenText):
            super().run_validators(value)

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        if value != "" and not is_a_token(value):
            raise TokenError("A value of %s is no token: it was stored before the field was one of tokens." % self)
        return TokenText(value, self.kind)

    def token_of(self, value):
        """What is stored for a value."""
        if value is None or value == "" or isinstance(value, TokenText) and value.kind == self.kind:
            return value
        text = str(value)
        if not is_a_token(text):
            return tokenize(text, self.kind)
        if kind_of(text) != self.kind:
            raise TokenError("%s was given a token of another kind." % self)
        return TokenText(text, self.kind)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = self.token_of(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else str(value)

    def get_db_prep_save(self, value, connection):
        # bulk_update() wraps the values, each of which comes back here by itself.
        if hasattr(value, "as_sql"):
            self._refuse_computed(value)
            return value
        # From a fixture: the tokens themselves may be loaded later.
        is_loaded = isinstance(value, TokenText) and value.kind is None
        return self.get_prep_value(value if is_loaded else self.token_of(value))

    def _refuse_computed(self, expression):
        if isinstance(expression, Case):
            for case in expression.cases:
                self._refuse_computed(case.result)
            self._refuse_computed(expression.default)
        elif isinstance(expression, Cast):
            self._refuse_computed(expression.get_source_expressions()[0])
        elif not isinstance(expression, Value):
            raise FieldError("%s holds tokens, so that the database cannot compute its value." % self)
        elif expression.value is not None and not isinstance(expression._output_field_or_none, TokenField):
            raise FieldError("%s holds tokens: give the value itself instead of Value(…)." % self)

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        if lookup_name in LOOKUPS:
            return LOOKUPS[lookup_name]
        raise FieldError("%s holds tokens: only exact, in and isnull work, not %r." % (self, lookup_name))

    def get_transform(self, lookup_name):
        raise FieldError("%s holds tokens, so that the database cannot apply %r to it." % (self, lookup_name))


class TokenIn(In):
    """Looks for the tokens of the values, when the query is run."""

    def get_prep_lookup(self):
        if hasattr(self.rhs, "resolve_expression") or isinstance(self.rhs, models.QuerySet):
            message = "%s holds tokens: it can be compared with values, not with a query."
            raise FieldError(message % self.lhs.output_field)
        return self.rhs

    def as_sql(self, compiler, connection):
        field = self.lhs.output_field
        tokens = [token for value in self.values() for token in self.tokens(field, value)]
        return In(self.lhs, tokens).as_sql(compiler, connection)

    def values(self):
        return self.rhs

    @staticmethod
    def tokens(field, value):
        if value is None:
            return []
        text = str(value)
        return [text] if text == "" or is_a_token(text) else tokens_of(text, field.kind)


class TokenExact(TokenIn):
    lookup_name = "exact"

    def values(self):
        return [self.rhs]


LOOKUPS = {"exact": TokenExact, "in": TokenIn}
