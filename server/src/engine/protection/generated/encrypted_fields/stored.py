"""
A look at what is stored, for ``migrate`` and ``check --database default``: are these the keys that it was written with?

A process with a wrong key is stopped when it reads. What it only writes nobody notices, until those with the right key
cannot read it.
"""

from django.apps import apps
from django.core import checks
from django.db import OperationalError, ProgrammingError, connections, router, transaction

from .batches import Stored, all_rows
from .fields import EncryptedFieldMixin
from .keys import DecryptionError, is_token, problem_with

# The oldest and the newest rows, of which one with a value says enough.
ROWS = 50


def check_stored(app_configs, databases=None, **kwargs):
    """An error where no key decrypts a stored value, a warning where an index is not that of its value."""
    if problem_with("FIELD_ENCRYPTION_KEYS") is not None:
        return []
    chosen = app_configs or apps.get_app_configs()
    fields = [
        field
        for model in (model for config in chosen for model in config.get_models())
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedFieldMixin)
    ]
    return [
        problem
        for alias in databases or ()
        for field in fields
        if router.allow_migrate_model(alias, field.model)
        for problem in _problems(field, alias)
    ]


def _problems(field, alias):
    index = field.blind_index
    if index is not None and problem_with("FIELD_BLIND_INDEX_KEYS") is not None:
        index = None
    try:
        with transaction.atomic(using=alias):
            rows = [row for order in ("pk", "-pk") for row in _rows(field, index, alias, order)]
    except (OperationalError, ProgrammingError):
        # There is no such table yet, or no such column.
        return []
    for token, digest in rows:
        try:
            value = field.from_db_value(token, None, connections[alias])
        except DecryptionError:
            message = "No key in FIELD_ENCRYPTION_KEYS decrypts what is stored."
            hint = "Write nothing with these keys: those with the right ones could not read it."
            return [checks.Error(message, hint=hint, obj=field, id="encrypted_fields.E007")]
        if digest is not None and digest not in index.digests(value):
            message = "No key in FIELD_BLIND_INDEX_KEYS gives the index that is stored."
            hint = "Where these are the right keys, run `manage.py rebuild_blind_index %s %s`."
            hint %= field.model._meta.label, index.name
            return [checks.Warning(message, hint=hint, obj=index, id="encrypted_fields.W001")]
    return []


def _rows(field, index, alias, order):
    """One (token, index) at most."""
    stored = Stored(field.name)
    rows = all_rows(field.model, alias).order_by(order).values_list(stored, stored if index is None else index.name)
    found = [(token, None if index is None else digest) for token, digest in rows[:ROWS] if is_token(token)]
    return found[:1]
