"""Prints, for each model of Django's own apps, the fields that Django has for it: not those that it makes by itself."""

import django
from django.apps import apps
from django.conf import settings

NAMES = ["admin", "auth", "contenttypes", "flatpages", "redirects", "sessions", "sites"]

settings.configure(INSTALLED_APPS=[f"django.contrib.{name}" for name in [*NAMES, "messages"]], SITE_ID=1)
django.setup()

for model in apps.get_models():
    fields = [field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many] if not field.auto_created]
    print(f"{model._meta.label} {' '.join(sorted(fields))}")
