"""
`rows.py write` writes rows, `rows.py read` prints all values, `rows.py raw` tells what the columns hold, and
`rows.py killed` kills the last migration of the app after each change of a table, there and back.
"""

import os
import sys
from datetime import date, datetime, time, timedelta, timezone  # noqa: F401 (the samples use them)
from decimal import Decimal  # noqa: F401
from uuid import UUID  # noqa: F401

from harness import expect, run

from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, models
from django.db.migrations.loader import MigrationLoader
from samples import SAMPLES  # [(model, visible, [source of a value, …])]


def write():
    for name, _, sources in SAMPLES:
        model = apps.get_model("vault", name)
        values = [eval(source) for source in sources]
        for value in values:
            model.objects.create(value=value, maybe=value)
        model.objects.create(value=values[0], maybe=None)


def read():
    print(values_of(apps))


def values_of(models_of):
    return "\n".join(
        "%s %s %r %r" % (name, row.pk, row.value, row.maybe)
        for name, _, _ in SAMPLES
        for row in models.QuerySet(models_of.get_model("vault", name)).order_by("pk")
    )


def raw():
    for name, visible, _ in SAMPLES:
        model = apps.get_model("vault", name)
        table = connection.ops.quote_name(model._meta.db_table)
        columns = ", ".join(model._meta.get_field(field).column for field in ("value", "maybe"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s FROM %s" % (columns, table))
            for stored in (item for row in cursor.fetchall() for item in row if item is not None):
                text = stored if isinstance(stored, str) else bytes(stored).decode("latin1")
                is_plain = len(text) < 50 or len(visible) > 2 and visible in text
                print(name, "plain text" if is_plain else "ciphertext")


def killed():
    migrations = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "vault")
    first, last = migrations[-2:]
    run(forward, first, last)
    run(back, last, first)


def forward(*migrations):
    """Forward, killed after each change of a table, and run again: all values are equal."""
    kill_at_each_change(*migrations)


def back(*migrations):
    """Back, killed after each change of a table, and run again: all values are equal."""
    kill_at_each_change(*migrations)


def kill_at_each_change(start, end):
    expect(in_child(migrate, start), 0)
    before = values_in(start)
    changes = 1
    while in_child(migrate, end, changes) == 9:
        expect(in_child(migrate, end), 0)
        expect(values_in(end), before)
        expect(in_child(migrate, start), 0)
        changes += 1
    expect(changes > 4, True)
    expect(values_in(end), before)


def migrate(name, kill_after=None):
    changes = 0

    def count(execute, sql, params, many, context):
        nonlocal changes
        result = execute(sql, params, many, context)
        changes += sql.lstrip().split(" ")[0].upper() in ("ALTER", "CREATE", "DROP")
        if changes == kill_after:
            os._exit(9)
        return result

    with connection.execute_wrapper(count):
        call_command("migrate", "vault", name, verbosity=0)


def in_child(action, *args):
    connections.close_all()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        action(*args)
        os._exit(0)
    except BaseException as error:
        print(error)
        os._exit(1)


def values_in(migration):
    """As the models of that time read them."""
    return values_of(MigrationLoader(connection).project_state(("vault", migration)).apps)


COMMANDS = {"write": write, "read": read, "raw": raw, "killed": killed}
COMMANDS[sys.argv[1]]()
