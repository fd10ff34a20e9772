"""
For projects that use django-auditlog: registers the audited models that nobody has registered, without the audited fields,
whose values it would write down as texts, encrypted ones as well. That they were changed, access events say.
"""

from __future__ import annotations

from django.apps import apps

from .reads import watched_names


def register() -> None:
    from auditlog.registry import auditlog

    for model in apps.get_models():
        names = watched_names(model)
        if names and not model._meta.proxy and not auditlog.contains(model):
            auditlog.register(model, exclude_fields=names)
