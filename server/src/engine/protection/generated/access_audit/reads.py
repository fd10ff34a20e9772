"""
Sees what is read, where Django fetches rows from the database.

A manager would not do: templates follow relations by other managers, and ``Order.objects.values("customer__email")``
reads of customers by the manager of orders. So ``install`` wraps three methods of Django, which are not part of its
documented interface: ``SQLCompiler.results_iter``, ``Query.get_aggregation`` and ``RawQuerySet.iterator``. The app's
tests fail where a version of Django has no use for them any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldError
from django.db.models import Count, Field
from django.db.models.expressions import Col
from django.db.models.query import RawQuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from .events import record
from .scope import MOST_KEYS, Scope, current, is_silent

_watched: dict[Field, str] = {}


def watch(audited: dict[str, list[str]]) -> None:
    """Fields that are gone are left out: ``check_audited`` tells of them."""
    _watched.clear()
    for label, names in audited.items():
        try:
            fields = {each.name: each for each in apps.get_model(label)._meta.concrete_fields}
        except LookupError:
            continue
        # Those that a parent has a column for are the parent's.
        _watched.update({fields[name]: fields[name].model._meta.label for name in names if name in fields})


def watched_names(model: Any) -> list[str]:
    return [each.name for each in model._meta.concrete_fields if each in _watched]


def is_watched(field: Field) -> bool:
    return field in _watched


def install() -> None:
    if hasattr(SQLCompiler.results_iter, "access_audit"):
        return
    fetch, aggregate, raw = SQLCompiler.results_iter, Query.get_aggregation, RawQuerySet.iterator

    @wraps(fetch)
    def results_iter(self: SQLCompiler, *args: Any, **kwargs: Any) -> Iterable[Any]:
        rows = fetch(self, *args, **kwargs)
        if is_silent() or not _watched:
            return rows
        parts = _parts_of(self)
        return _counted(rows, Reading(parts, current())) if parts else rows

    @wraps(aggregate)
    def get_aggregation(self: Query, using: str, expressions: dict[str, Any]) -> dict[str, Any]:
        # Resolving changes the query that it is asked of.
        telling = [each for each in expressions.values() if not isinstance(each, Count)]
        query = self.clone() if telling and _watched else None
        result = aggregate(self, using, expressions)
        if query is not None:
            for part in _parts(_resolved(telling, query)):
                record("read", part.label, part.fields, count=1)
        return result

    @wraps(raw)
    def iterator(self: RawQuerySet) -> Iterator[Any]:
        names = watched_names(self.model)
        if is_silent() or not names:
            yield from raw(self)
            return
        part = Part(self.model._meta.label)
        reading = Reading([part], current())
        with reading:
            for place, instance in enumerate(raw(self)):
                if place == 0:
                    deferred = instance.get_deferred_fields()
                    part.fields.update(name for name in names if instance._meta.get_field(name).attname not in deferred)
                if part.fields:
                    part.add(instance.pk)
                yield instance

    results_iter.access_audit = True
    SQLCompiler.results_iter, Query.get_aggregation, RawQuerySet.iterator = results_iter, get_aggregation, iterator


def _resolved(expressions: Iterable[Any], query: Query) -> Iterator[Any]:
    for each in expressions:
        try:
            yield each.resolve_expression(query, allow_joins=True, summarize=True)
        except FieldError:
            # It is made of another one, which tells of the field.
            continue


@dataclass
class Part:
    """What a query reads of one table."""

    label: str
    fields: set[str] = field(default_factory=set)
    # Where in a row its primary key stands, if it does.
    key: int | None = None
    keys: list[object] = field(default_factory=list)
    count: int = 0

    def add(self, key: object) -> None:
        self.count += 1
        if self.count <= MOST_KEYS:
            self.keys.append(key)


class Reading:
    """
    A query whose rows are being fetched, for the scope it was begun in: who closes an iterator that was left behind may be
    somebody else. A scope that ends takes what has been read until then.
    """

    def __init__(self, parts: list[Part], scope: Scope) -> None:
        self.parts, self.scope = parts, scope

    def __enter__(self) -> None:
        self.scope.readings.add(self)

    def __exit__(self, *exception: object) -> None:
        self.scope.readings.discard(self)
        self.tell()

    def tell(self) -> None:
        for part in self.parts:
            count, keys, part.count, part.keys = part.count, part.keys, 0, []
            if count:
                record("read", part.label, part.fields, keys, count, scope=self.scope)


def _parts_of(compiler: SQLCompiler) -> list[Part]:
    combined = compiler.query.combined_queries
    if not combined:
        return _parts(expression for expression, *_ in compiler.select[: compiler.col_count])
    parts: dict[str, Part] = {}
    for query in combined:
        query, outer = query.clone(), compiler.query
        if not query.values_select and outer.values_select:
            # As Django does it.
            query.set_values((*outer.extra_select, *outer.values_select, *outer.annotation_select))
        each = query.get_compiler(compiler.using)
        each.setup_query()
        for part in _parts_of(each):
            # Without a key: which row is of which table does not show.
            parts.setdefault(part.label, Part(part.label)).fields.update(part.fields)
    return list(parts.values())


def _parts(expressions: Iterable[Any]) -> list[Part]:
    parts: dict[tuple[str, str], Part] = {}
    places: dict[tuple[str, str], int] = {}
    for place, expression in enumerate(expressions):
        if isinstance(expression, Col) and expression.target.primary_key:
            places[expression.alias, expression.target.model._meta.label] = place
        for column in _columns(expression):
            label = _watched.get(column.target)
            if label is not None:
                parts.setdefault((column.alias, label), Part(label)).fields.add(column.target.name)
    for where, part in parts.items():
        part.key = places.get(where)
    return list(parts.values())


def _columns(expression: Any) -> Iterator[Col]:
    if isinstance(expression, Col):
        yield expression
    elif isinstance(expression, Query):
        # Of a subquery, what it selects.
        for each in (*expression.select, *expression.annotation_select.values(), *expression.combined_queries):
            yield from _columns(each)
    elif hasattr(expression, "get_source_expressions"):
        for each in expression.get_source_expressions():
            yield from _columns(each)


def _counted(rows: Iterable[Any], reading: Reading) -> Iterator[Any]:
    keyed = [(part, part.key) for part in reading.parts if part.key is not None]
    others = [part for part in reading.parts if part.key is None]
    with reading:
        for row in rows:
            for part in others:
                part.count += 1
            for part, place in keyed:
                # A left join has rows without one.
                if row[place] is not None:
                    part.add(row[place])
            yield row
