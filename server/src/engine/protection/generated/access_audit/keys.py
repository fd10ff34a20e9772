"""Primary keys as events may hold them: as they are, or hashed where they are sensitive themselves."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.utils.crypto import salted_hmac

from .reads import is_watched


def told_key(label: str, key: object) -> str:
    text = str(key)
    try:
        fields = _fields(apps.get_model(label))
    except (LookupError, ValueError):
        return text[:64]
    if any(is_watched(each) or _is_name_of_user(each) for each in fields):
        # By the model that has the column, so that parents and children agree.
        salt = ",".join(each.model._meta.label for each in fields)
        return "~" + salted_hmac("access_audit", salt + "\0" + text, algorithm="sha256").hexdigest()[:32]
    return text[:64]


def told_actor(actor: object) -> str:
    """``actor`` is a user or the primary key of one; empty for nobody."""
    key = getattr(actor, "pk", actor)
    return "" if key is None or key == "" else told_key(settings.AUTH_USER_MODEL, key)


def _fields(model: type[Model]) -> list[Field]:
    """What the primary key is made of: of a child and of a one-to-one relation, the key of the other row."""
    fields: list[Any] = list(getattr(model._meta, "pk_fields", [model._meta.pk]))
    for place, field in enumerate(fields):
        while field.remote_field:
            field = field.target_field
        fields[place] = field
    return fields


def _is_name_of_user(field: Field) -> bool:
    named = (getattr(field.model, "USERNAME_FIELD", None), getattr(field.model, "EMAIL_FIELD", None))
    return field.model._meta.label == settings.AUTH_USER_MODEL and field.name in named
