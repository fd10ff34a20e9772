"""Field classes that encrypt what they store. Each one is its plain class with another column."""

import datetime
import json
import re

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import format_number
from django.db.models.expressions import Case, Col, Value
from django.db.models.fields import NOT_PROVIDED
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_duration
from django.utils.functional import cached_property

from .batches import all_rows
from .blind_index import BlindIndexField
from .copies import FollowerMixin, PlainCopyMixin
from .keys import DecryptionError, decrypt, encrypt, is_token


class AlreadyEncryptedError(ValueError):
    """A value to be stored is ciphertext already. Encrypting it again would hide that it was never decrypted."""


def check_unique_in_serializer(value, serializer_field=None):
    """Serializers of the REST framework take validators from the field, and do not call its ``validate``."""
    if serializer_field is None or value is None:
        return
    serializer = serializer_field.parent
    model = serializer.Meta.model
    field = model._meta.get_field(serializer_field.source)
    if field.is_unique_by_index:
        instance = serializer.instance if isinstance(serializer.instance, model) else None
        if field.is_taken(value, instance):
            raise model().unique_error_message(model, (field.name,))


# It asks for the second argument by this.
check_unique_in_serializer.requires_context = True


class EncryptedFieldMixin(FollowerMixin):
    """
    Put in front of a field class. The column becomes text, whatever the class stores.

    With ``copy_of`` it is the encrypted column beside a plain one, until that one is no longer needed.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        options = ("primary_key", "db_index", "unique_for_date", "unique_for_month", "unique_for_year")
        refused = [option for option in options if getattr(self, option)]
        if self.unique and not self.primary_key:
            refused.append("unique")
        if getattr(self, "db_default", NOT_PROVIDED) is not NOT_PROVIDED:
            refused.append("db_default")
        if refused:
            raise ImproperlyConfigured(
                "%s cannot have %s: the database sees only ciphertext, which differs each time."
                % (type(self).__name__, ", ".join(refused))
            )

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_app(), *self._check_model_options()]

    def _check_app(self):
        if apps.is_installed(__package__):
            return []
        message = "The app of encrypted fields is not installed."
        hint = "Add %r to INSTALLED_APPS: the check of the keys and the commands belong to it." % __package__
        return [checks.Error(message, hint=hint, obj=self, id="encrypted_fields.E003")]

    def _check_model_options(self):
        meta = self.model._meta
        unique_together = [name for names in meta.unique_together for name in names]
        constraints = [name for item in meta.constraints for name in getattr(item, "fields", ())]
        indexes = [name.lstrip("-") for item in meta.indexes for name in item.fields]
        used = {"unique_together": unique_together, "constraints": constraints, "indexes": indexes}
        return [
            checks.Error(
                "An encrypted field cannot be part of Meta.%s: the database sees only ciphertext." % option,
                obj=self,
                id="encrypted_fields.E002",
            )
            for option, names in used.items()
            if self.name in names
        ]

    def get_internal_type(self):
        return "TextField"

    @property
    def blind_index(self):
        return next((field for field in self.followers if isinstance(field, BlindIndexField)), None)

    @property
    def is_unique_by_index(self):
        """By itself, always."""
        index = self.blind_index
        constraints = self.model._meta.total_unique_constraints
        return index is not None and (index.unique or any(tuple(item.fields) == (index.name,) for item in constraints))

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        served = {} if self.blind_index is None else self.blind_index.served_lookups
        if lookup_name in served:
            return served[lookup_name]
        works = "only %s and isnull work" % ", ".join(served) if served else "only isnull works"
        raise FieldError(
            "%s is encrypted, so that the database cannot search it: %s, not %r." % (self, works, lookup_name)
        )

    def get_transform(self, lookup_name):
        raise FieldError("%s is encrypted, so that the database cannot apply %r to it." % (self, lookup_name))

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if is_token(value):
            raise ValidationError("This value is ciphertext.", code="already_encrypted")
        if model_instance is not None and self.blind_index is not None and value is not None:
            self._validate_unique(value, model_instance)

    def _validate_unique(self, value, instance):
        # Django would do so for the index, which forms do not know.
        meta, index = self.model._meta, self.blind_index
        if index.unique and self.is_taken(value, instance):
            raise instance.unique_error_message(self.model, (self.name,))
        for names in (names for names in meta.unique_together if index.name in names):
            others = [meta.get_field(name) for name in names if name != index.name]
            known = {field.attname: getattr(instance, field.attname) for field in others}
            if None not in known.values() and self.is_taken(value, instance, **known):
                raise instance.unique_error_message(self.model, names)
        for constraint in meta.constraints:
            if index.name in getattr(constraint, "fields", ()):
                constraint.validate(self.model, instance, using=instance._state.db or DEFAULT_DB_ALIAS)

    def is_taken(self, value, instance, **others):
        """Whether another row holds it."""
        alias = instance._state.db if instance is not None else None
        rows = all_rows(self.model, alias or DEFAULT_DB_ALIAS).filter(**{self.name: value}, **others)
        return rows.exclude(pk=None if instance is None else instance.pk).exists()

    @cached_property
    def validators(self):
        return [*super().validators, check_unique_in_serializer]

    def get_db_prep_save(self, value, connection):
        # bulk_update() wraps the values, each of which comes back here by itself.
        if hasattr(value, "as_sql"):
            self._refuse_computed(value)
            return value
        return self.get_db_prep_value(value, connection)

    def get_db_prep_value(self, value, connection, prepared=False):
        if not prepared:
            value = self.get_prep_value(value)
        if value is None:
            return None
        text = self.to_plaintext(value)
        if is_token(value) or is_token(text):
            raise AlreadyEncryptedError("The value for %s is ciphertext already." % self)
        return encrypt(text)

    def get_db_converters(self, connection):
        # Not those of the class: they expect the column type that it has elsewhere.
        return [self.from_db_value]

    @property
    def plain_copy(self):
        """The field of the plain column, as long as that one counts."""
        return next((field for field in self.followers if isinstance(field, PlainCopyMixin) and not field.erase), None)

    def get_col(self, alias, output_field=None):
        if self.plain_copy is None:
            return super().get_col(alias, output_field)
        return PlainOrEncryptedCol(alias, self, output_field)

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        if is_token(value):
            try:
                text = decrypt(value)
            except DecryptionError:
                raise DecryptionError("No key in FIELD_ENCRYPTION_KEYS decrypts a value of %s." % self) from None
            return self.from_plaintext(text, connection)
        if self.plain_copy is None and not getattr(settings, "FIELD_ENCRYPTION_READ_PLAINTEXT", False):
            raise DecryptionError(
                "A value of %s is stored in plain text. Set FIELD_ENCRYPTION_READ_PLAINTEXT until every row that is "
                "older than the encryption was saved again." % self
            )
        return self.from_plaintext(value if isinstance(value, str) else str(value), connection)

    def to_plaintext(self, value):
        """The text to encrypt, from which `from_plaintext` must make the same value again."""
        return str(value)

    def from_plaintext(self, text, connection):
        """Also reads what a database made of the value when its column became text."""
        return self.to_python(text)

    def _refuse_computed(self, expression):
        if isinstance(expression, Case):
            for case in expression.cases:
                self._refuse_computed(case.result)
            self._refuse_computed(expression.default)
        elif isinstance(expression, Cast):
            self._refuse_computed(expression.get_source_expressions()[0])
        elif isinstance(expression, Value):
            if expression.value is not None and not isinstance(expression._output_field_or_none, EncryptedFieldMixin):
                raise FieldError("%s is encrypted: give the value itself instead of Value(…)." % self)
        elif not _is_ciphertext(expression):
            raise FieldError("%s is encrypted, so that the database cannot compute its value." % self)


class PlainOrEncryptedCol(Col):
    """What the plain column holds, and where that is null, what the encrypted one does."""

    def as_sql(self, compiler, connection):
        plain, _ = Col(self.alias, self.target.plain_copy).as_sql(compiler, connection)
        encrypted, _ = super().as_sql(compiler, connection)
        casts = {"postgresql": "%s::text", "mysql": "CAST(%s AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin"}
        return "COALESCE(%s, %s)" % (casts.get(connection.vendor, "%s") % plain, encrypted), []


def _is_ciphertext(expression):
    if not isinstance(expression, Col) or isinstance(expression, PlainOrEncryptedCol):
        return False
    return isinstance(expression.target, EncryptedFieldMixin)


class EncryptedCharField(EncryptedFieldMixin, models.CharField):
    pass


class EncryptedTextField(EncryptedFieldMixin, models.TextField):
    pass


class EncryptedEmailField(EncryptedFieldMixin, models.EmailField):
    pass


class EncryptedURLField(EncryptedFieldMixin, models.URLField):
    pass


class EncryptedSlugField(EncryptedFieldMixin, models.SlugField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("db_index", False)
        super().__init__(*args, **kwargs)


class EncryptedBooleanField(EncryptedFieldMixin, models.BooleanField):
    def from_plaintext(self, text, connection):
        # PostgreSQL writes true and false, SQLite and MySQL 1 and 0.
        return self.to_python({"true": "True", "false": "False"}.get(text, text))


class EncryptedIntegerFieldMixin(EncryptedFieldMixin):
    @cached_property
    def validators(self):
        # Django asks the connection for the range of the column's type, and ours is text.
        low, high = BaseDatabaseOperations.integer_field_ranges[self.plain_type]
        own = [*self.default_validators, *self._validators, check_unique_in_serializer]
        return [*own, MinValueValidator(low), MaxValueValidator(high)]


class EncryptedIntegerField(EncryptedIntegerFieldMixin, models.IntegerField):
    plain_type = "IntegerField"


class EncryptedBigIntegerField(EncryptedIntegerFieldMixin, models.BigIntegerField):
    plain_type = "BigIntegerField"


class EncryptedSmallIntegerField(EncryptedIntegerFieldMixin, models.SmallIntegerField):
    plain_type = "SmallIntegerField"


class EncryptedPositiveIntegerField(EncryptedIntegerFieldMixin, models.PositiveIntegerField):
    plain_type = "PositiveIntegerField"


class EncryptedPositiveBigIntegerField(EncryptedIntegerFieldMixin, models.PositiveBigIntegerField):
    plain_type = "PositiveBigIntegerField"


class EncryptedPositiveSmallIntegerField(EncryptedIntegerFieldMixin, models.PositiveSmallIntegerField):
    plain_type = "PositiveSmallIntegerField"


class EncryptedFloatField(EncryptedFieldMixin, models.FloatField):
    def to_plaintext(self, value):
        return repr(value)


class EncryptedDecimalField(EncryptedFieldMixin, models.DecimalField):
    def to_plaintext(self, value):
        return format_number(value, self.max_digits, self.decimal_places)

    def from_plaintext(self, text, connection):
        # SQLite writes no zeros at the end.
        return self.to_python(self.to_plaintext(self.to_python(text)))


class EncryptedDateField(EncryptedFieldMixin, models.DateField):
    def to_plaintext(self, value):
        return value.isoformat()


class EncryptedTimeField(EncryptedFieldMixin, models.TimeField):
    def to_plaintext(self, value):
        return value.isoformat()


class EncryptedDateTimeField(EncryptedFieldMixin, models.DateTimeField):
    def to_plaintext(self, value):
        if timezone.is_aware(value):
            value = value.astimezone(datetime.timezone.utc)
        return value.isoformat()

    def from_plaintext(self, text, connection):
        value = self.to_python(text)
        if settings.USE_TZ:
            if timezone.is_naive(value):
                value = timezone.make_aware(value, connection.timezone)
            return value.astimezone(datetime.timezone.utc)
        return timezone.make_naive(value) if timezone.is_aware(value) else value


class EncryptedDurationField(EncryptedFieldMixin, models.DurationField):
    def to_plaintext(self, value):
        return str(self.to_python(value) // datetime.timedelta(microseconds=1))

    def from_plaintext(self, text, connection):
        # Databases without intervals keep microseconds, as we do; PostgreSQL writes days and hours.
        if re.fullmatch(r"-?\d+", text):
            return datetime.timedelta(microseconds=int(text))
        return parse_duration(text)


class EncryptedUUIDField(EncryptedFieldMixin, models.UUIDField):
    pass


class EncryptedGenericIPAddressField(EncryptedFieldMixin, models.GenericIPAddressField):
    def get_prep_value(self, value):
        # Without an address there is nothing to store: the plain field writes null, too.
        return super().get_prep_value(value) or None

    def from_plaintext(self, text, connection):
        # PostgreSQL writes the length of the netmask behind an address.
        return self.to_python(text.split("/")[0])


class EncryptedJSONField(EncryptedFieldMixin, models.JSONField):
    def to_plaintext(self, value):
        return json.dumps(value, cls=self.encoder)

    def from_plaintext(self, text, connection):
        return json.loads(text, cls=self.decoder)
