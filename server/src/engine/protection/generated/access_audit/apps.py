"""Turns the audit on, and checks that it is whole."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks


class AccessAuditConfig(AppConfig):
    name = __package__
    label = "access_audit"
    verbose_name = "Access audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import auditlog_models, reads, signins, writes
        from .audited import AUDITED

        reads.watch(AUDITED)
        reads.install()
        writes.connect()
        writes.install()
        if apps.is_installed("django.contrib.auth"):
            signins.connect()
        if apps.is_installed("auditlog"):
            auditlog_models.register()
        checks.register(check_audited)
        checks.register(check_middleware)
        checks.register(check_proxies)


def check_audited(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    from .audited import AUDITED

    gone = []
    for label, names in AUDITED.items():
        try:
            known = {each.name for each in apps.get_model(label)._meta.concrete_fields}
        except LookupError:
            known = set()
        gone += ["%s.%s" % (label, name) for name in names if name not in known]
    hint = "Renew the list with `fieldguard generate audit --write`."
    return [checks.Warning("%s is audited and is not there." % each, hint=hint, id="access_audit.W001") for each in gone]


def check_middleware(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    name = __package__ + ".middleware.AccessAuditMiddleware"
    if name in getattr(settings, "MIDDLEWARE", ()):
        return []
    message = "Without %s in MIDDLEWARE nobody knows who is behind a request." % name
    return [checks.Warning(message, id="access_audit.W002")]


def check_proxies(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    from .addresses import SOCKET, network_of
    from .options import option

    wrong = [each for each in option("TRUSTED_PROXIES") if each != SOCKET and network_of(each) is None]
    return [checks.Warning("%r in TRUSTED_PROXIES is no network." % each, id="access_audit.W003") for each in wrong]
