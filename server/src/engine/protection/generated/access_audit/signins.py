"""Sees who signs in and out, and that somebody could not: not with what, since people type passwords where names belong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from .events import record
from .scope import act_as


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="access_audit")
    user_logged_out.connect(_signed_out, dispatch_uid="access_audit")
    user_login_failed.connect(_failed, dispatch_uid="access_audit")


def _signed_in(sender: Any, user: Any, **kwargs: Any) -> None:
    record("login", settings.AUTH_USER_MODEL, keys=[user.pk], actor=user.pk)


def _signed_out(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is None:
        return
    record("logout", settings.AUTH_USER_MODEL, keys=[user.pk], actor=user.pk)
    # What the request did before was done by somebody who is gone when it ends.
    act_as(user)


def _failed(sender: Any, **kwargs: Any) -> None:
    record("login", settings.AUTH_USER_MODEL, count=1, outcome="denied")
