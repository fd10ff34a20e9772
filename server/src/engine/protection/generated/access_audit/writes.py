"""Sees what is created, changed and deleted, and tells of it once that is committed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models.deletion import Collector
from django.db.models.signals import post_save, pre_save
from django.dispatch import Signal

from .events import record
from .reads import watched_names
from .scope import MOST_KEYS, current, silent

_CHANGED = "_access_audit_changed"


def connect() -> None:
    for model in apps.get_models():
        # By its own class, since who listens to all of them slows all down.
        if watched_names(model):
            for signal, receiver in _receivers():
                signal.connect(receiver, sender=model, dispatch_uid="access_audit")


def disconnect(model: type[models.Model]) -> None:
    for signal, _ in _receivers():
        signal.disconnect(sender=model, dispatch_uid="access_audit")


def _receivers() -> tuple[tuple[Signal, Callable[..., None]], ...]:
    return (pre_save, _before_save), (post_save, _after_save)


def install() -> None:
    """
    ``update()`` and ``bulk_create()`` send no signals. Those of deleting come row by row, and who listens to them makes
    Django load each row; ``Collector.delete`` knows all that goes, by a cascade as well.
    """
    if hasattr(models.QuerySet.update, "access_audit"):
        return
    change, create, remove = models.QuerySet.update, models.QuerySet.bulk_create, Collector.delete

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

    @wraps(remove)
    def delete(self: Collector) -> tuple[int, dict[str, int]]:
        keys: dict[str, list[object]] = {}
        for model, instances in self.data.items():
            keys[model._meta.label] = [each.pk for each in islice(instances, MOST_KEYS)]
        for rows in self.fast_deletes:
            # Which Django does not load.
            if watched_names(rows.model):
                with silent():
                    keys.setdefault(rows.model._meta.label, []).extend(rows.values_list("pk", flat=True)[:MOST_KEYS])
        total, counts = remove(self)
        for label, count in counts.items():
            model = apps.get_model(label)
            names = watched_names(model)
            if names and count:
                _once_committed(self.using, "delete", model, names, keys.get(label, ()), count)
        return total, counts

    update.access_audit = True
    models.QuerySet.update, models.QuerySet.bulk_create, Collector.delete = update, bulk_create, delete


def _before_save(sender: Any, instance: Any, using: str, update_fields: Any = None, **kwargs: Any) -> None:
    setattr(instance, _CHANGED, _changed(instance, using, update_fields))


def _after_save(sender: Any, instance: Any, created: bool, using: str, **kwargs: Any) -> None:
    changed = instance.__dict__.pop(_CHANGED, None)
    names = watched_names(sender) if created or changed is None else changed
    if names:
        _once_committed(using, "create" if created else "update", sender, names, [instance.pk])


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
    using = using or router.db_for_write(model)
    tell = partial(record, action, model._meta.concrete_model._meta.label, names, keys, count, scope=current())
    connection = transaction.get_connection(using)
    if connection.in_atomic_block or connection.get_autocommit():
        transaction.on_commit(tell, using=using, robust=True)
    else:
        # Who switches autocommit off commits without telling.
        tell()
