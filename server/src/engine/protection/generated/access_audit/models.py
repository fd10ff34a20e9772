"""The table of events, to which rows are added and in which none is changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class AppendOnlyError(TypeError):
    """Something tries to change what has been recorded."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError("Access events are not changed.")

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        raise AppendOnlyError("Access events are not changed.")

    def bulk_create(
        self, objs: Any, batch_size: int | None = None, ignore_conflicts: bool = False, update_conflicts: bool = False, **kwargs: Any
    ) -> list[Any]:
        if update_conflicts:
            raise AppendOnlyError("Access events are not changed.")
        return super().bulk_create(objs, batch_size, ignore_conflicts, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("Access events go by `manage.py purge_access_events` alone.")

    def purge(self) -> int:
        """For that command."""
        return self._raw_delete(self.db)


class AccessEvent(models.Model):
    class Action(models.TextChoices):
        READ = "read"
        CREATE = "create"
        UPDATE = "update"
        DELETE = "delete"
        EXPORT = "export"
        LOGIN = "login"
        LOGOUT = "logout"

    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=10, choices=Action.choices)
    # "success", "denied" or "error".
    outcome = models.CharField(max_length=10)
    # Primary key of the user, hashed where it is sensitive; empty for nobody who is known.
    actor = models.CharField(max_length=64, blank=True)
    # "user", "anonymous", "job", or "unknown" where the database did not say.
    actor_kind = models.CharField(max_length=10)
    model = models.CharField(max_length=150)
    # Names, never values.
    fields = models.JSONField(default=list)
    # Of the first rows; hashes where the primary key is itself sensitive.
    keys = models.JSONField(default=list)
    count = models.PositiveIntegerField()
    request_id = models.CharField(max_length=64, blank=True)
    address = models.GenericIPAddressField(null=True)
    # Its name; an address may hold values.
    view = models.CharField(max_length=200, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["at"], name="access_audit_at"),
            models.Index(fields=["actor", "at"], name="access_audit_actor"),
            models.Index(fields=["model", "at"], name="access_audit_model"),
        ]

    def __str__(self) -> str:
        return "%s of %s" % (self.action, self.model)

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("Access events are not changed.")
        # Otherwise a new one with the key of an old one takes its place.
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("Access events go by `manage.py purge_access_events` alone.")

    def as_line(self) -> dict[str, Any]:
        """What is written to the log, in this order; what is empty is left out."""
        names = ("action", "outcome", "actor", "actor_kind", "model", "fields", "keys", "count", "request_id", "address", "view")
        said = {name: getattr(self, name) for name in names}
        return {"event": "access", **{name: value for name, value in said.items() if value not in ("", None, [])}}


class AccessAlert(models.Model):
    """That somebody has been told: one process of all, once in each window."""

    kind = models.CharField(max_length=20)
    # An actor, or an address.
    about = models.CharField(max_length=64)
    window = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about", "window"], name="access_audit_once")]

    def __str__(self) -> str:
        return self.kind
