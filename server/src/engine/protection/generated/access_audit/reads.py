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
from .scope import MOST_KEYS, is_silent

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


def is_key_sensitive(label: str) -> bool:
    return any(each.primary_key for each, of in _watched.items() if of == label)


def install() -> None:
    if hasattr(SQLCompiler.results_iter, "access_audit"):
        return
    fetch, aggregate, raw = SQLCompiler.results_iter, Query.get_aggregation, RawQuerySet.iterator

    @wraps(fetch)
    def results_iter(self: SQLCompiler, *args: Any, **kwargs: Any) -> Iterable[Any]:
        rows = fetch(self, *args, **kwargs)
        if is_silent() or not _watched:
            return rows
        parts = _parts(expression for expression, *_ in self.select[: self.col_count])
        return _counted(rows, parts) if parts else rows

    @wraps(aggregate)
    def get_aggregation(self: Query, using: str, expressions: dict[str, Any]) -> dict[str, Any]:
        # Resolving changes the query that it is asked of.
        telling = [each for each in expressions.values() if not isinstance(each, Count)]
        query = self.clone() if telling and _watched else None
        result = aggregate(self, using, expressions)
        if query is not None:
            _record_each(_parts(_resolved(telling, query)), 1)
        return result

    @wraps(raw)
    def iterator(self: RawQuerySet) -> Iterator[Any]:
        names, keys, count = watched_names(self.model), [], 0
        try:
            for instance in raw(self):
                count += 1
                if len(keys) < MOST_KEYS:
                    keys.append(instance.pk)
                yield instance
        finally:
            if names and count:
                record("read", self.model, [name for name in names if name not in instance.get_deferred_fields()], keys, count)

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
        for each in (*expression.select, *expression.annotation_select.values()):
            yield from _columns(each)
    elif hasattr(expression, "get_source_expressions"):
        for each in expression.get_source_expressions():
            yield from _columns(each)


def _counted(rows: Iterable[Any], parts: list[Part]) -> Iterator[Any]:
    keyed = [(part, part.key) for part in parts if part.key is not None]
    count = 0
    try:
        for row in rows:
            count += 1
            for part, place in keyed:
                key = row[place]
                # A left join has rows without one.
                if key is not None:
                    part.count += 1
                    if part.count <= MOST_KEYS:
                        part.keys.append(key)
            yield row
    finally:
        for part in parts:
            if part.key is None:
                part.count = count
        _record_each([part for part in parts if part.count])


def _record_each(parts: Iterable[Part], count: int | None = None) -> None:
    for part in parts:
        record("read", part.label, part.fields, part.keys, part.count if count is None else count)
