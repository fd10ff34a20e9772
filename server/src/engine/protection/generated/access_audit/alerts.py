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
from typing import Any

from django.core.mail import mail_admins, send_mail
from django.db import IntegrityError, router, transaction
from django.db.models import Sum
from django.utils import timezone

from .models import AccessAlert, AccessEvent
from .options import option
from .scope import silent

log = logging.getLogger("access_audit")


def look_at(events: Iterable[AccessEvent]) -> None:
    for kind, about in {found for event in events for found in _concerning(event)}:
        threshold = option("ALERT_" + kind.upper())
        count = _count(kind, about) if threshold else 0
        if threshold and count >= threshold and _is_first(kind, about, count):
            _tell(kind, about, count)


def _concerning(event: AccessEvent) -> list[tuple[str, str]]:
    if event.action == "login" and event.outcome != "success":
        return [("failed_logins", event.address or "an unknown address")]
    if not event.actor:
        return []
    kinds = {"export": ["exported_rows", "read_rows"], "read": ["read_rows"]}
    return [(kind, event.actor) for kind in kinds.get(event.action, [])]


def _count(kind: str, about: str) -> int:
    events = AccessEvent.objects.filter(at__gte=timezone.now() - timedelta(seconds=option("ALERT_WINDOW")))
    if kind == "failed_logins":
        events = events.filter(action="login", address=None if about.startswith("an ") else about)
        return events.exclude(outcome="success").count()
    actions = ["export"] if kind == "exported_rows" else ["export", "read"]
    with silent():
        return events.filter(actor=about, action__in=actions).aggregate(rows=Sum("count"))["rows"] or 0


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
