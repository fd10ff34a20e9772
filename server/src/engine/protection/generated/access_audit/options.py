"""What ``settings.ACCESS_AUDIT`` may say, and what is meant where it says nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Networks whose ``X-Forwarded-For`` and ``X-Request-ID`` are believed, as in ["10.0.0.0/8"]. Anybody can send these.
    # "unix" is the server on this machine that hands requests over by a socket of Unix.
    "TRUSTED_PROXIES": [],
    # ``purge_access_events`` deletes what is older.
    "RETENTION_DAYS": 400,
    # One person, within ALERT_WINDOW seconds: rows that were exported, rows that were read, sign-ins that failed
    # (from one address). 0 switches an alert off.
    "ALERT_WINDOW": 300,
    "ALERT_EXPORTED_ROWS": 500,
    "ALERT_READ_ROWS": 5000,
    "ALERT_FAILED_LOGINS": 20,
    # Where alerts go: addresses (none: those in ADMINS), and an address that is sent JSON.
    "ALERT_MAIL": [],
    "ALERT_WEBHOOK": "",
}


def option(name: str) -> Any:
    return {**DEFAULTS, **getattr(settings, "ACCESS_AUDIT", {})}[name]
