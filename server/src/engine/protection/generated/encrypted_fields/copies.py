"""
Columns that follow another one of their model, their source: whichever way the source is written, they are, too.

``save``, with or without ``update_fields``, ``bulk_create``, ``bulk_update``, ``update``, ``get_or_create``,
``update_or_create`` and ``loaddata`` all write them. What the database itself computes, as in
``update(email=Lower("email"))``, cannot be known here: the follower becomes null then, which counts as stale, and
``backfill_encrypted`` or ``rebuild_blind_index`` repeats it.

A follower has no value of its own on an instance: its attribute is what belongs beside the value of the source.
"""

from django.core import checks
from django.db import models
from django.db.models.expressions import Case, Value
from django.db.models.functions import Cast
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import class_prepared
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery


class FollowerAttribute(DeferredAttribute):
    """Reads the source, so that saving reads it as well, even ``loaddata``, which asks for attributes alone."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        return self.field.beside(getattr(instance, self.field.follows))

    def __set__(self, instance, value):
        # What is not in there counts as deferred, so that it would not be saved.
        instance.__dict__[self.field.attname] = None


class FollowerMixin:
    """Put in front of a field class. ``copy_of`` is the name of the source; without it the field is an ordinary one."""

    non_db_attrs = (*models.Field.non_db_attrs, "copy_of")

    # The fields that follow this one; `_let_follow` says so.
    followers = ()

    def __init__(self, *args, copy_of=None, **kwargs):
        self.follows = copy_of
        if copy_of is not None:
            kwargs.update(editable=False, serialize=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.follows is not None:
            del kwargs["serialize"]
            kwargs["copy_of"] = self.follows
        return name, path, args, kwargs

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_source()]

    def _check_source(self):
        if self.follows is None:
            return []
        problem = None
        if self.follows not in [field.name for field in self.model._meta.local_fields]:
            problem = "It follows %r, which is no field of the same table." % self.follows
        elif not self.null:
            problem = "It must have null=True: what does not know the column yet leaves it empty."
        return [] if problem is None else [checks.Error(problem, obj=self, id="encrypted_fields.E004")]

    @property
    def descriptor_class(self):
        return DeferredAttribute if self.follows is None else FollowerAttribute

    def pre_save(self, model_instance, add):
        if self.follows is None:
            return super().pre_save(model_instance, add)
        return getattr(model_instance, self.attname)

    def clean(self, value, model_instance):
        # The source is validated, and this one needs nothing more.
        return value if self.follows is not None else super().clean(value, model_instance)

    def value_beside(self, value):
        """What is stored here when the source holds the value."""
        return value

    def beside(self, value):
        """The same for anything that can be assigned: also for what ``bulk_update`` makes of its values."""
        if not hasattr(value, "resolve_expression"):
            return self.value_beside(value)
        if isinstance(value, Value):
            return Value(self.value_beside(value.value), output_field=self)
        if isinstance(value, Cast):
            inner = self.beside(value.get_source_expressions()[0])
            return inner and Cast(inner, output_field=self)
        if isinstance(value, Case):
            return self._beside_case(value)
        return None

    def _beside_case(self, case):
        cases = []
        for when in case.cases:
            when = when.copy()
            when.result = self.beside(when.result) or Value(None, output_field=self)
            cases.append(when)
        return Case(*cases, default=self.beside(case.default), output_field=self)


def _let_follow(sender, **kwargs):
    """Makes the sources of a model known to those that follow them."""
    fields = {field.name: field for field in sender._meta.local_fields}
    sources = {field.follows for field in fields.values() if getattr(field, "follows", None)}
    for source in (fields[name] for name in sources if name in fields):
        source.followers = [field for field in fields.values() if getattr(field, "follows", None) == source.name]
        for follower in source.followers:
            if follower._verbose_name is None:
                # In messages about a value that is taken.
                follower.verbose_name = source.verbose_name
        # Django asks for placeholders while it puts together an INSERT or an UPDATE, and only there for each field
        # that is written: by `get_placeholder` before 6.1, by `get_placeholder_sql` from then on.
        for hook in ("get_placeholder", "get_placeholder_sql"):
            setattr(source, hook, _Placeholder(source, getattr(type(source), hook, None), hook))


class_prepared.connect(_let_follow, dispatch_uid="encrypted_fields")


class _Placeholder:
    """Lets the followers be written by the statement that writes their source, and answers as the class would."""

    def __init__(self, source, of_class, name):
        self.source, self.of_class, self.name = source, of_class, name

    def __call__(self, value, compiler, connection):
        _write_followers(self.source, compiler.query)
        if self.of_class is not None:
            return self.of_class(self.source, value, compiler, connection)
        if self.name == "get_placeholder":
            return "%s"
        return compiler.compile(value) if hasattr(value, "as_sql") else ("%s", (value,))


def _write_followers(source, query):
    if isinstance(query, UpdateQuery):
        # The compiler is on its way through this list, and comes to what is added at its end.
        written = {field: (model, value) for field, model, value in query.values}
        if source in written:
            model, value = written[source]
            query.values += [(field, model, field.beside(value)) for field in source.followers if field not in written]
    elif isinstance(query, InsertQuery) and source in query.update_fields:
        # `bulk_create(update_conflicts=True)`
        query.update_fields += [field for field in source.followers if field not in query.update_fields]


class PlainCopyMixin(FollowerMixin):
    """
    The plain column of a field that is encrypted by now, for processes that still know no other.

    As long as it holds a value, that is the value of its source: a process that knows the plain column alone may have
    written it a moment ago. With ``erase`` it is emptied whenever the source is written, and no longer read.
    """

    non_db_attrs = (*FollowerMixin.non_db_attrs, "erase")

    def __init__(self, *args, erase=False, **kwargs):
        self.erase = erase
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.erase:
            kwargs["erase"] = True
        return name, path, args, kwargs

    def value_beside(self, value):
        return None if self.erase else value


class PlainBigIntegerField(PlainCopyMixin, models.BigIntegerField):
    pass


class PlainBooleanField(PlainCopyMixin, models.BooleanField):
    pass


class PlainCharField(PlainCopyMixin, models.CharField):
    pass


class PlainDateField(PlainCopyMixin, models.DateField):
    pass


class PlainDateTimeField(PlainCopyMixin, models.DateTimeField):
    pass


class PlainDecimalField(PlainCopyMixin, models.DecimalField):
    pass


class PlainDurationField(PlainCopyMixin, models.DurationField):
    pass


class PlainEmailField(PlainCopyMixin, models.EmailField):
    pass


class PlainFloatField(PlainCopyMixin, models.FloatField):
    pass


class PlainGenericIPAddressField(PlainCopyMixin, models.GenericIPAddressField):
    pass


class PlainIntegerField(PlainCopyMixin, models.IntegerField):
    pass


class PlainJSONField(PlainCopyMixin, models.JSONField):
    pass


class PlainPositiveBigIntegerField(PlainCopyMixin, models.PositiveBigIntegerField):
    pass


class PlainPositiveIntegerField(PlainCopyMixin, models.PositiveIntegerField):
    pass


class PlainPositiveSmallIntegerField(PlainCopyMixin, models.PositiveSmallIntegerField):
    pass


class PlainSlugField(PlainCopyMixin, models.SlugField):
    pass


class PlainSmallIntegerField(PlainCopyMixin, models.SmallIntegerField):
    pass


class PlainTextField(PlainCopyMixin, models.TextField):
    pass


class PlainTimeField(PlainCopyMixin, models.TimeField):
    pass


class PlainURLField(PlainCopyMixin, models.URLField):
    pass


class PlainUUIDField(PlainCopyMixin, models.UUIDField):
    pass
