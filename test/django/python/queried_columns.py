"""Prints, as JSON, which fields the statements name that each function of a module has Django run: `{function: [Model.field, …]}`.

Usage: queried_columns.py MODULE GIVEN. Not named are columns that stand there only because all of the model's do, and those that are
written with another value than GIVEN.
"""

import contextlib
import importlib
import inspect
import json
import os
import re
import sys

import django
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import connection, transaction
from django.http import Http404

sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
MODULE, GIVEN = sys.argv[1:]
FIELDS = {
    (model._meta.db_table, field.column): f"{model.__name__}.{field.name}"
    for model in apps.get_models()
    for field in model._meta.local_concrete_fields
}
COLUMN = re.compile(r'(?:"(\w+)"|\b(\w+))\."(\w+)"')
PLAIN = re.compile(r'\s*(?:DISTINCT )?"(\w+)"\."\w+"(?: AS "\w+")?\s*')
WORDS = re.compile(r"\b(SELECT|FROM|WHERE|GROUP BY|HAVING|ORDER BY|UNION|SET|INTO|VALUES)\b")


def clauses(sql):
    """The parts of a statement and of those within it, by the words that begin them."""
    pending = [sql]

    def without_statements(text):
        kept, depth, start = [], 0, 0
        for at, char in enumerate(text):
            if char == "(":
                depth += 1
                if depth == 1:
                    start = at + 1
            elif char == ")":
                depth -= 1
                if depth == 0 and re.match(r"\s*SELECT\b", text[start:at]):
                    pending.append(text[start:at])
                elif depth == 0:
                    kept.append(f"({without_statements(text[start:at])})")
            elif depth == 0:
                kept.append(char)
        return "".join(kept)

    while pending:
        words = WORDS.split(without_statements(pending.pop()))
        yield from zip(words[1::2], words[2::2])


def columns_in(text, aliases):
    for quoted, plain, column in COLUMN.findall(text):
        yield aliases.get(quoted or plain, quoted or plain), column


def items_of(text):
    """What stands between the commas that lie in no brackets."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def selected_in(text, aliases):
    """But for all columns of a model."""
    plain = set()
    for item in items_of(text):
        columns = set(columns_in(item, aliases))
        if PLAIN.fullmatch(item):
            plain |= columns
        else:
            yield from columns
    for table in {table for table, _ in plain}:
        own = {each for each in plain if each[0] == table}
        if not own >= {each for each in FIELDS if each[0] == table}:
            yield from own


def named_in(sql, params):
    aliases = {alias: table for table, alias in re.findall(r'"(\w+)" "?(\w+)"? (?:ON|WHERE)\b', sql)}
    if sql.startswith("INSERT"):
        table, names = re.match(r'INSERT INTO "(\w+)" \(([^)]*)\)', sql).groups()
        columns = re.findall(r'"(\w+)"', names)
        return {(table, column) for column, value in zip(columns, params) if value == GIVEN}
    found = set()
    if sql.startswith("UPDATE"):
        table, assigned = re.match(r'UPDATE "(\w+)" SET (.*?)(?: WHERE .*)?$', sql).groups()
        parts = re.findall(r'"(\w+)" = (%s|(?:[^,(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+)', assigned)
        for column, value in parts:
            if value != "%s" or params[assigned[: assigned.index(f'"{column}" =')].count("%s")] == GIVEN:
                found.add((table, column))
    for word, text in clauses(sql):
        found.update((selected_in if word in ("SELECT", "GROUP BY") else columns_in)(text, aliases))
    return found


def recorded(function):
    found = set()

    def record(execute, sql, params, many, context):
        found.update(named_in(sql, params or ()))
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(record), contextlib.suppress(ObjectDoesNotExist, Http404):
            function()
        transaction.set_rollback(True)
    return sorted({FIELDS[each] for each in found if each in FIELDS})


call_command("migrate", run_syncdb=True, verbosity=0)
module = importlib.import_module(MODULE)
from shop.models import Customer, Order, Profile  # noqa: E402

customer = Customer.objects.create(email="old", national_id="1")
Order.objects.create(customer=customer, reference="r", iban="i")
Profile.objects.create(customer=customer, passport_number="p")
functions = [each for _, each in inspect.getmembers(module, inspect.isfunction) if each.__module__ == MODULE]
print(json.dumps({each.__name__: recorded(each) for each in functions}))
