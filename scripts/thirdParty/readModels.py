"""
Imports one package under a real Django, and prints as JSON what its models declare.

Reads from standard input `{"distribution", "apps", "modules", "settings"}`: `apps` are put into INSTALLED_APPS together with what
they need, `modules` hold abstract models that no app imports by itself. Only models that belong to the distribution are printed.
"""

import importlib
import inspect
import json
import os
import sys
from importlib import metadata

import django
from django.conf import settings

# What packages take for given. Models of Django are printed for Django alone.
ALWAYS = [
    "django.contrib." + name
    for name in ["admin", "auth", "contenttypes", "flatpages", "humanize", "messages", "redirects", "sessions", "sites"]
]


def main():
    wanted = json.load(sys.stdin)
    settings.configure(
        **{
            "INSTALLED_APPS": list(dict.fromkeys([*ALWAYS, *wanted.get("needs", []), *wanted["apps"]])),
            "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
            "SECRET_KEY": "not a secret: nothing is stored or sent",
            "USE_TZ": True,
            "SITE_ID": 1,
            "STATIC_URL": "/static/",
            "ROOT_URLCONF": "django.contrib.auth.urls",
            **defaults_of(wanted),
            **wanted.get("settings", {}),
        }
    )
    django.setup()
    for module in wanted.get("modules", []):
        importlib.import_module(module)
    json.dump(describe(wanted["distribution"], wanted.get("only")), sys.stdout)


def defaults_of(wanted):
    """What the package itself recommends to take over into the settings."""
    module = importlib.import_module(wanted["defaults"]) if "defaults" in wanted else None
    return {name: value for name, value in vars(module or object).items() if name.isupper()}


def describe(distribution, only):
    from django.apps import apps

    tops = tops_of(distribution)
    classes = sorted(own_models(tops), key=lambda cls: (cls.__module__, line_of(cls)))
    if only:
        classes = [cls for cls in classes if any(f"{name_of(cls)}.".startswith(f"{name}.") for name in only)]
    details = metadata.metadata(distribution)
    return {
        "distribution": details["Name"],
        "version": details["Version"],
        "apps": {
            config.name: config.label
            for config in apps.get_app_configs()
            if belongs(config.name, tops) and any(config.get_models(include_swapped=True))
        },
        "models": [model(cls, tops) for cls in classes],
    }


def tops_of(distribution):
    """The names that the distribution is imported by."""
    files = metadata.files(distribution) or []
    tops = {str(file).replace("\\", "/").split("/")[0] for file in files if str(file).endswith(".py") and "/" in str(file)}
    return {top for top in tops if top.isidentifier()}


def belongs(module, tops):
    return module.split(".")[0] in tops


def own_models(tops):
    from django.db.models import Model

    found = set()
    for name, module in list(sys.modules.items()):
        if module is None or not belongs(name, tops) or set(name.split(".")) & {"tests", "testing", "migrations"}:
            continue
        for cls in list(vars(module).values()):
            if inspect.isclass(cls) and issubclass(cls, Model) and cls is not Model and belongs(cls.__module__, tops):
                if not cls._meta.auto_created:
                    found.add(cls)
    return found


def line_of(cls):
    try:
        return inspect.getsourcelines(cls)[1]
    except (OSError, TypeError):
        return 0


def model(cls, tops):
    meta = cls._meta
    return {
        "name": cls.__name__,
        "module": cls.__module__,
        "aliases": sorted(aliases_of(cls, tops)),
        "app": None if meta.abstract else meta.app_label,
        "abstract": meta.abstract,
        "proxy": meta.proxy,
        "table": None if meta.abstract or meta.proxy or meta.db_table == default_table_of(meta) else meta.db_table,
        "setting": meta.swappable,
        "bases": [name_of(base) for base in cls.__bases__ if is_model(base)],
        "label": None if meta.abstract else str(meta.verbose_name),
        "fields": [field(item, cls) for item in [*meta.local_fields, *meta.local_many_to_many] if is_own(item, cls)],
    }


def default_table_of(meta):
    return f"{meta.app_label}_{meta.model_name}"


def is_model(cls):
    from django.db.models import Model

    return issubclass(cls, Model)


def name_of(cls):
    return f"{cls.__module__}.{cls.__name__}"


def aliases_of(cls, tops):
    """Modules of the package that pass the class on under its own name, from which people import it."""
    for name, module in list(sys.modules.items()):
        if module is None or not belongs(name, tops) or name == cls.__module__:
            continue
        parent = name.rpartition(".")[0]
        if not (name.endswith(".models") or hasattr(module, "__path__")):
            continue
        if vars(module).get(cls.__name__) is cls and f"{cls.__module__}.".startswith(f"{parent}."):
            yield name


def is_own(item, cls):
    """Copies of what an abstract base declares keep its number; those that Django adds by itself are left out."""
    if item.auto_created:
        return False
    for base in cls.__mro__[1:]:
        if not is_model(base) or not hasattr(base, "_meta"):
            continue
        meta = base._meta
        for other in [*meta.local_fields, *meta.local_many_to_many]:
            if other.name == item.name and other.creation_counter == item.creation_counter:
                return False
    return True


def field(item, cls):
    return {
        "name": item.name,
        "class": type(item).__name__,
        "module": type(item).__module__,
        "djangoClass": django_class_of(item),
        "maxLength": item.max_length if isinstance(item.max_length, int) else None,
        "null": item.null and not item.many_to_many,
        "blank": item.blank,
        "unique": item.unique and not item.primary_key and not item.one_to_one,
        "primaryKey": item.primary_key,
        "target": target_of(item, cls),
        "label": str(item.verbose_name),
        "help": str(item.help_text),
    }


def django_class_of(item):
    """The nearest class of Django itself that the field's class inherits from."""
    for cls in type(item).__mro__:
        if cls.__module__.startswith("django.db.models") and cls.__name__ not in ("Field", "DateTimeCheckMixin"):
            return cls.__name__
    return None


def target_of(item, cls):
    to = item.remote_field.model if item.is_relation and item.remote_field else None
    if to is None:
        return None
    setting = getattr(item, "swappable_setting", None)
    if setting:
        return f"settings.{setting}"
    if to == "self" or to is cls:
        return "self"
    return to if isinstance(to, str) else to._meta.label


if __name__ == "__main__":
    main()
