"""Who is at work, and what has been done so far: one scope for each request, and for each job that says who it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .reads import Reading

# More keys than these are counted and not listed.
MOST_KEYS = 100


@dataclass
class Event:
    action: str
    model: str
    fields: tuple[str, ...] = ()
    keys: list[str] = field(default_factory=list)
    count: int = 0
    outcome: str = "success"
    # Where it is somebody else than the scope's.
    actor: str = ""


@dataclass
class Scope:
    actor: str = ""
    kind: str = "job"
    request_id: str = ""
    address: str | None = None
    view: str = ""
    events: dict[tuple[object, ...], Event] = field(default_factory=dict)
    # Queries whose rows are being fetched.
    readings: set[Reading] = field(default_factory=set)
    # What still comes, as from an iterator or a transaction that outlives the scope, is written at once.
    is_over: bool = False

    def end(self) -> Iterable[Event]:
        for reading in list(self.readings):
            reading.tell()
        self.is_over = True
        return self.events.values()

    def add(self, event: Event) -> None:
        """What is done again and again, as by a template that follows a relation, is one event."""
        kind = (event.action, event.model, event.fields, event.outcome, event.actor)
        known = self.events.setdefault(kind, event)
        if known is not event:
            known.count += event.count
            seen = set(known.keys)
            known.keys += [key for key in event.keys if key not in seen][: MOST_KEYS - len(known.keys)]


_scope: ContextVar[Scope | None] = ContextVar("access_audit_scope", default=None)
_silent: ContextVar[bool] = ContextVar("access_audit_silent", default=False)


def current() -> Scope:
    """Where nobody has said who is at work, one that keeps nothing."""
    return _scope.get() or Scope(is_over=True)


def is_silent() -> bool:
    return _silent.get()


def act_as(actor: object) -> None:
    """For requests that something else than ``request.user`` tells who is behind, such as a token: what they do is done by this user."""
    from .keys import told_actor

    scope = current()
    scope.actor, scope.kind = told_actor(actor), "user"


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def silent() -> Iterator[None]:
    """For what the audit reads itself."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@contextmanager
def acting(actor: object) -> Iterator[Scope]:
    """For tasks, commands and shells: what happens within is done by this user, given by primary key."""
    from .events import write
    from .keys import told_actor

    scope = Scope(actor=told_actor(actor), kind="job")
    try:
        with entered(scope):
            yield scope
    finally:
        write(scope.end(), scope)
