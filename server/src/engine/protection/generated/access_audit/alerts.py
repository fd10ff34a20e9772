"""
Tells somebody when one person reads or exports much, or fails to sign in often.

What counts is in the table, so that it makes no difference how many processes serve the requests: each writes its
events first and adds up then, and the last one sees all of them. A unique row lets one alone tell of it.
"""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.mail import mail_admins, send_mail
from django.db import IntegrityError, router, transaction
from django.db.models import Sum
from django.utils import timezone

from .models import AccessAlert, AccessEvent
from .options import option
from .scope import silent

log = logging.getLogger("access_audit")

ACTIONS = {"exported_rows": ("export",), "read_rows": ("export", "read")}


class Concern(NamedTuple):
    """What is added up, and of whom: of a user, or of those at an address who have not signed in."""

    kind: str
    actor: str
    address: str | None

    @property
    def about(self) -> str:
        return self.actor or self.address or "an unknown address"


def look_at(events: Iterable[AccessEvent]) -> None:
    for concern in {found for event in events for found in _concerning(event)}:
        threshold = option("ALERT_" + concern.kind.upper())
        count = _count(concern) if threshold else 0
        if threshold and count >= threshold and _is_first(concern.kind, concern.about, count):
            _tell(concern.kind, concern.about, count)


def _concerning(event: AccessEvent) -> list[Concern]:
    if event.action == "login" and event.outcome != "success":
        return [Concern("failed_logins", "", event.address)]
    # Of jobs that do not say for whom they work, nobody can be told.
    if event.action not in ACTIONS["read_rows"] or not (event.actor or event.actor_kind == "anonymous"):
        return []
    address = None if event.actor else event.address
    return [Concern(kind, event.actor, address) for kind, actions in ACTIONS.items() if event.action in actions]


def _count(concern: Concern) -> int:
    database = router.db_for_write(AccessEvent)
    since = timezone.now() - timedelta(seconds=option("ALERT_WINDOW"))
    events = AccessEvent.objects.using(database).filter(at__gte=since)
    # Within a savepoint, so that a query that fails spoils no transaction.
    with silent(), transaction.atomic(using=database):
        if concern.kind == "failed_logins":
            return events.filter(action="login", address=concern.address).exclude(outcome="success").count()
        events = events.filter(action__in=ACTIONS[concern.kind], actor=concern.actor)
        if not concern.actor:
            events = events.filter(actor_kind="anonymous", address=concern.address)
        return events.aggregate(rows=Sum("count"))["rows"] or 0


def _is_first(kind: str, about: str, count: int) -> bool:
    window = int(timezone.now().timestamp()) // max(1, option("ALERT_WINDOW"))
    try:
        with transaction.atomic(using=router.db_for_write(AccessAlert)):
            AccessAlert.objects.create(kind=kind, about=about, window=window, count=count)
    except IntegrityError:
        return False
    return True


def _tell(kind: str, about: str, count: int) -> None:
    alert: dict[str, Any] = {
        "event": "alert",
        "kind": kind,
        "about": about,
        "count": count,
        "seconds": option("ALERT_WINDOW"),
    }
    log.warning("alert", extra={"access": alert})
    subject = "Access audit: %s of %s" % (kind.replace("_", " "), about)
    text = "%(count)d within %(seconds)d seconds. The events are in AccessEvent, and in the log access_audit." % alert
    try:
        if option("ALERT_MAIL"):
            send_mail(subject, text, None, option("ALERT_MAIL"))
        else:
            mail_admins(subject, text)
        if option("ALERT_WEBHOOK"):
            _post(option("ALERT_WEBHOOK"), alert)
    except Exception as error:  # What was asked for is answered, whatever the mail server says.
        log.error("alert", extra={"access": {"event": "alert not sent", "because": type(error).__name__}})


def _post(address: str, alert: dict[str, Any]) -> None:
    body = json.dumps(alert).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5):
        pass
