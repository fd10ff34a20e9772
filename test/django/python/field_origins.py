"""Prints, as JSON, which fields Django gives each model of the project, and which class declares each of them.

Usage: field_origins.py FOLDER, the folder that the paths are relative to. Only models and origins whose files lie in it are told.
The class that declares a field is the first, from the root of its hierarchy on, that has that very field among its own ones:
Django copies the fields of abstract classes, and a copy keeps its number.
"""

import json
import os
import sys
from pathlib import Path

import django
from django.apps import apps

sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
ROOT = Path(sys.argv[1]).resolve()


def path_of(cls):
    try:
        return Path(sys.modules[cls.__module__].__file__).resolve().relative_to(ROOT).as_posix()
    except (AttributeError, TypeError, ValueError):
        return None


def own_fields(cls):
    meta = cls.__dict__.get("_meta")
    return [*meta.local_fields, *meta.local_many_to_many] if meta else []


def origin_of(model, field):
    for cls in reversed(model.__mro__):
        for own in own_fields(cls):
            if own.name == field.name and own.creation_counter == field.creation_counter:
                return cls
    return None


rows = []
for model in apps.get_models(include_auto_created=False, include_swapped=True):
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    for field in fields:
        origin = None if field.auto_created else origin_of(model, field)
        paths = (path_of(model), origin and path_of(origin))
        if None not in paths:
            rows.append([paths[0], model.__name__, field.name, paths[1], origin.__name__])
print(json.dumps(rows))
