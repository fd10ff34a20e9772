"""Makes events, and puts them where they are kept: into the log, and into the table."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import Error, models, router, transaction

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
    scope: Scope | None = None,
) -> None:
    """
    For what nothing here sees, such as a file that is handed out: ``record("read", Patient, ["scan"], [patient.pk])``.

    ``action`` is one of ``AccessEvent.Action``. Never give it a value of a field other than the primary key. Without a
    ``scope`` it counts for the one that is at work.
    """
    from .keys import told_actor, told_key

    if scopes.is_silent():
        return
    label = model if isinstance(model, str) else model._meta.label
    event = Event(
        action=action,
        model=label,
        fields=tuple(sorted(fields)),
        keys=[told_key(label, key) for key in keys[:MOST_KEYS]],
        count=len(keys) if count is None else count,
        outcome=outcome,
        actor=told_actor(actor),
    )
    scope = scope or scopes.current()
    if scope.is_over:
        write([event], scope)
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
    database = router.db_for_write(AccessEvent)
    try:
        with scopes.silent(), transaction.atomic(using=database):
            AccessEvent.objects.using(database).bulk_create(rows)
    except Error as error:
        _failed("not stored", error)
        return
    try:
        alerts.look_at(rows)
    except Error as error:
        _failed("alerts not counted", error)


def _failed(what: str, error: Error) -> None:
    log.error(what, extra={"access": {"event": what, "because": type(error).__name__}})


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
