"""Makes events, and puts them where they are kept: into the log, and into the table."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import DatabaseError, models, router, transaction
from django.utils.crypto import salted_hmac

from . import scope as scopes
from .scope import MOST_KEYS, Event, Scope

log = logging.getLogger("access_audit")


def record(
    action: str,
    model: type[models.Model] | str,
    fields: Iterable[str] = (),
    keys: Sequence[object] = (),
    count: int | None = None,
    outcome: str = "success",
    actor: object = "",
) -> None:
    """
    For what nothing here sees, such as a file that is handed out: ``record("read", Patient, ["scan"], [patient.pk])``.

    ``action`` is one of ``AccessEvent.Action``. Never give it a value of a field other than the primary key.
    """
    if scopes.is_silent():
        return
    label = model if isinstance(model, str) else model._meta.label
    event = Event(
        action=action,
        model=label,
        fields=tuple(sorted(fields)),
        keys=[_key(label, key) for key in keys[:MOST_KEYS]],
        count=len(keys) if count is None else count,
        outcome=outcome,
        actor=str(actor),
    )
    scope = scopes.current()
    if scope is None:
        write([event], Scope())
    else:
        scope.add(event)


def write(events: Iterable[Event], scope: Scope) -> None:
    """The log comes first, so that a database that fails loses nothing; the request goes on in any case."""
    from . import alerts
    from .models import AccessEvent

    rows = [_row(event, scope) for event in events if not _is_own_row(event, scope)]
    if not rows:
        return
    for row in rows:
        log.info("access", extra={"access": row.as_line()})
    try:
        with scopes.silent(), transaction.atomic(using=router.db_for_write(AccessEvent)):
            AccessEvent.objects.bulk_create(rows)
    except DatabaseError as error:
        log.error("not stored", extra={"access": {"event": "not stored", "because": type(error).__name__}})
        return
    alerts.look_at(rows)


def _row(event: Event, scope: Scope):
    from .models import AccessEvent

    return AccessEvent(
        action=event.action,
        outcome=event.outcome,
        actor=event.actor or scope.actor,
        actor_kind="user" if event.actor and scope.kind == "anonymous" else scope.kind,
        model=event.model,
        fields=list(event.fields),
        keys=event.keys,
        count=event.count,
        request_id=scope.request_id,
        address=scope.address,
        view=scope.view,
    )


def _is_own_row(event: Event, scope: Scope) -> bool:
    """Django loads it with each request."""
    return event.action == "read" and event.model == settings.AUTH_USER_MODEL and event.keys == [scope.actor]


def _key(label: str, key: object) -> str:
    from .reads import is_key_sensitive

    text = str(key)
    if is_key_sensitive(label):
        return "~" + salted_hmac("access_audit", label + "\0" + text, algorithm="sha256").hexdigest()[:32]
    return text[:64]
