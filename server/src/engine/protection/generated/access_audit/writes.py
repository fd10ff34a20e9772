"""Sees what is created, changed and deleted, and tells of it once that is committed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import Signal

from .events import record
from .reads import watched_names
from .scope import silent

_CHANGED = "_access_audit_changed"


def connect() -> None:
    for model in apps.get_models():
        # By its own class, since who listens to all of them makes deleting slow for all.
        if watched_names(model):
            for signal, receiver in _receivers():
                signal.connect(receiver, sender=model, dispatch_uid="access_audit")


def disconnect(model: type[models.Model]) -> None:
    for signal, _ in _receivers():
        signal.disconnect(sender=model, dispatch_uid="access_audit")


def _receivers() -> tuple[tuple[Signal, Callable[..., None]], ...]:
    return (pre_save, _before_save), (post_save, _after_save), (post_delete, _after_delete)


def install() -> None:
    """``update()`` and ``bulk_create()`` send no signals."""
    if hasattr(models.QuerySet.update, "access_audit"):
        return
    change, create = models.QuerySet.update, models.QuerySet.bulk_create

    @wraps(change)
    def update(self: models.QuerySet, **kwargs: Any) -> int:
        count = change(self, **kwargs)
        names = [name for name in watched_names(self.model) if name in kwargs]
        if names and count:
            _once_committed(self.db, "update", self.model, names, count=count)
        return count

    @wraps(create)
    def bulk_create(self: models.QuerySet, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        made = create(self, objs, *args, **kwargs)
        names = watched_names(self.model)
        if names and made:
            keys = [each.pk for each in made if each.pk is not None]
            _once_committed(self.db, "create", self.model, names, keys, len(made))
        return made

    update.access_audit = True
    models.QuerySet.update, models.QuerySet.bulk_create = update, bulk_create


def _before_save(sender: Any, instance: Any, using: str, update_fields: Any = None, **kwargs: Any) -> None:
    setattr(instance, _CHANGED, _changed(instance, using, update_fields))


def _after_save(sender: Any, instance: Any, created: bool, using: str, **kwargs: Any) -> None:
    changed = instance.__dict__.pop(_CHANGED, None)
    names = watched_names(sender) if created or changed is None else changed
    if names:
        _once_committed(using, "create" if created else "update", sender, names, [instance.pk])


def _after_delete(sender: Any, instance: Any, using: str, **kwargs: Any) -> None:
    _once_committed(using, "delete", sender, watched_names(sender), [instance.pk])


def _changed(instance: Any, using: str, update_fields: Any) -> list[str] | None:
    """Names of what is not what the database has; None where it has no such row."""
    skipped = instance.get_deferred_fields()
    names = [name for name in watched_names(type(instance)) if update_fields is None or name in update_fields]
    names = [name for name in names if instance._meta.get_field(name).attname not in skipped]
    if not names or instance.pk is None or instance._state.adding:
        return None if instance.pk is None or instance._state.adding else []
    with silent():
        stored = type(instance)._base_manager.using(using).filter(pk=instance.pk).values(*names).first()
    return None if stored is None else [name for name in names if _differs(instance, name, stored[name])]


def _differs(instance: Any, name: str, stored: Any) -> bool:
    field = instance._meta.get_field(name)
    try:
        return field.to_python(getattr(instance, field.attname)) != field.to_python(stored)
    except (TypeError, ValueError, ValidationError):
        # An expression such as `F("count") + 1`.
        return True


def _once_committed(using: str, action: str, model: Any, names: list[str], keys: Any = (), count: int | None = None) -> None:
    label = model._meta.concrete_model._meta.label
    transaction.on_commit(lambda: record(action, label, names, keys, count), using=using or router.db_for_write(model))
