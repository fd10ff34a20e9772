"""
A column by which an encrypted field can be searched for whole values, and kept unique.

It holds a keyed hash of the value, HMAC-SHA256, under keys of its own: ``settings.FIELD_BLIND_INDEX_KEYS``, a list of
keys like those in ``FIELD_ENCRYPTION_KEYS`` and none of them. The first one writes, all of them are searched for.

With it ``filter(email="ada@example.org")``, ``filter(email__in=[…])`` and ``get(email=…)`` work on the encrypted field
itself; for ``email__in=`` a query its values are read first, since only they can be hashed. Equal values have equal
hashes: do not index what has few values, such as a country.

To rotate, put the new key behind the old ones and deploy; put it in front and deploy; run ``rebuild_blind_index``;
remove the old key. Between the second and the third step the database cannot tell that a new value and an old one are
equal; ``full_clean`` can.
"""

import hashlib
import hmac
import unicodedata

from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import In
from django.db.models.sql import Query

from .copies import FollowerMixin
from .keys import index_keys


def exactly(text):
    return text


def caseless(text):
    """For what people write now this way and now that, such as an e-mail address."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def digits(text):
    """For numbers that are written with or without blanks and dashes."""
    return "".join(character for character in text if character.isdecimal())


class BlindIndexField(FollowerMixin, models.CharField):
    """``normalize`` is a function of this or another module: values that it makes equal are found by each other."""

    non_db_attrs = (*FollowerMixin.non_db_attrs, "source", "normalize")

    # What has one text for each value, the same before and after it was stored.
    INDEXED = (
        models.CharField,
        models.DateField,
        models.GenericIPAddressField,
        models.IntegerField,
        models.TextField,
        models.UUIDField,
    )

    def __init__(self, *args, source, normalize=exactly, **kwargs):
        self.normalize = normalize
        kwargs.update(max_length=64, null=True)
        super().__init__(*args, copy_of=source, **kwargs)

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            _check_source(cls, name, self.follows)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for option in ("copy_of", "editable", "max_length", "null"):
            del kwargs[option]
        kwargs.update(source=self.follows, normalize=self.normalize)
        return name, path, args, kwargs

    def check(self, **kwargs):
        errors = super().check(**kwargs)
        if errors:
            return errors
        source = self._source
        if isinstance(source, self.INDEXED) and not isinstance(source, models.DateTimeField):
            return []
        message = "%s cannot be indexed: its values have more than one text." % source
        return [checks.Error(message, obj=self, id="encrypted_fields.E005")]

    @property
    def served_lookups(self):
        """Those of the source that are asked of the index."""
        served = {"exact": BlindIndexLookup, "in": BlindIndexInLookup}
        return {**served, "iexact": BlindIndexLookup} if self.normalize is caseless else served

    def value_beside(self, value):
        return None if value is None else self.digests(value)[0]

    def digests(self, value):
        """The hashes of a value under each of the keys."""
        text = self.normalize(str(self._source.to_python(value)))
        # The same value in another column has another hash.
        message = "%s.%s\0%s" % (self.model._meta.label_lower, self.follows, text)
        return [hmac.new(key, message.encode(), hashlib.sha256).hexdigest() for key in index_keys()]

    @property
    def _source(self):
        return self.model._meta.get_field(self.follows)


def _check_source(model, index, source):
    """
    Lets Django check what the index keeps unique as if it were the source. Forms know that one alone; ``validate`` of a field
    is not asked about blank values, of which the database takes one, too, and knows no other form of a formset.
    """
    unique_checks, validate_constraints = model._get_unique_checks, model.validate_constraints

    def as_source(name):
        return source if name == index else name

    def without_index(exclude):
        exclude = set(exclude or ())
        return exclude | {index} if source in exclude else exclude - {index}

    def _get_unique_checks(self, exclude=None, **options):
        unique, dated = unique_checks(self, without_index(exclude), **options)
        return [(of, tuple(map(as_source, names))) for of, names in unique], dated

    def _validate_constraints(self, exclude=None):
        try:
            validate_constraints(self, without_index(exclude))
        except ValidationError as error:
            raise ValidationError({as_source(name): found for name, found in error.update_error_dict({}).items()}) from None

    model._get_unique_checks, model.validate_constraints = _get_unique_checks, _validate_constraints


class BlindIndexLookup(In):
    """``exact`` and ``in`` of a field that has a blind index, asked of the index."""

    def __init__(self, lhs, rhs):
        if not isinstance(lhs, Col):
            raise FieldError("%s is encrypted: only the field itself can be looked up." % lhs.output_field)
        index = lhs.target.blind_index
        super().__init__(index.get_col(lhs.alias), self.digests_of(index, rhs))

    def get_prep_lookup(self):
        # They are what the database is to be given.
        return self.rhs

    @classmethod
    def digests_of(cls, index, value):
        if hasattr(value, "resolve_expression"):
            raise FieldError("The index of %s can be asked for values, not for expressions." % index.follows)
        # Django makes `isnull` of a null.
        return None if value is None else index.digests(value)


class BlindIndexInLookup(BlindIndexLookup):
    @classmethod
    def digests_of(cls, index, value):
        if isinstance(value, Query):
            return _Subquery(index, value)
        if hasattr(value, "resolve_expression"):
            raise FieldError("The index of %s can be asked for values, not for expressions." % index.follows)
        return [digest for item in value if item is not None for digest in index.digests(item)]

    def as_sql(self, compiler, connection):
        if not isinstance(self.rhs, _Subquery):
            return super().as_sql(compiler, connection)
        asked = self.copy()
        asked.rhs = self.rhs.digests(connection)
        return asked.as_sql(compiler, connection)


class _Subquery:
    """What another query gives, read when the one around it is made: the database cannot hash it."""

    def __init__(self, index, query):
        if not query.has_select_fields:
            raise FieldError("The index of %s can be asked for the values of one field." % index.follows)
        self.index, self.query = index, query.clone()

    def digests(self, connection):
        rows = self.query.clone().get_compiler(connection=connection).results_iter(tuple_expected=True)
        return BlindIndexInLookup.digests_of(self.index, [value for (value,) in rows])
