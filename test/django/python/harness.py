"""Sets Django up, and runs cells: functions whose docstring says what they show."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.core.exceptions import FieldError
from django.db import connection


def run(cell, *args, prefix=""):
    title = prefix + cell.__doc__.strip().rstrip(".")
    try:
        cell(*args)
        print("ok " + title)
    except Exception as error:
        print("FAILED %s :: %s: %s" % (title, type(error).__name__, str(error).replace("\n", " ")[:300]))


def expect(actual, expected):
    """Equal, and of the same types: `0 == False` is not good enough for a stored value."""
    if actual != expected or [type(item) for item in listed(actual)] != [type(item) for item in listed(expected)]:
        raise AssertionError("%r instead of %r" % (actual, expected))


def listed(value):
    return value if isinstance(value, list) else [value]


def raises(error, action):
    try:
        result = action()
    except error as raised:
        return str(raised)
    raise AssertionError("gave %r instead of %s" % (result, error))


def refused(action):
    return raises(FieldError, action)


def raw(model, key, *columns):
    """What the database holds, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s FROM %s WHERE id = %%s" % (", ".join(columns), model._meta.db_table), [key])
        return [None if item is None else item if isinstance(item, str) else repr(item) for item in cursor.fetchone()]


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
