"""Gives each request its scope, and writes down at its end what was done in it."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from functools import partial
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import Error
from django.http import HttpRequest

from .addresses import address_of, is_from_proxy
from .events import write
from .keys import told_actor
from .scope import Scope, entered, silent

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
# A response of these is a file with data, as is one that is to be saved.
EXPORTED = re.compile(r"text/(csv|tab-separated)|application/.*(excel|spreadsheet)", re.IGNORECASE)


class AccessAuditMiddleware:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        if not apps.is_installed(__package__):
            raise ImproperlyConfigured("Without %s in INSTALLED_APPS nothing is audited." % __package__)
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if iscoroutinefunction(self):
            return self._asynchronous(request)
        scope = _scope_of(request)
        try:
            with entered(scope):
                response = self.get_response(request)
        except BaseException:
            _finish(request, None, scope)
            raise
        response["X-Request-ID"] = scope.request_id
        if _is_made_while_sent(response):
            finish = partial(_finish, request, response, scope)
            response.streaming_content = Streamed(response.streaming_content, scope, finish)
        else:
            _finish(request, response, scope)
        return response

    async def _asynchronous(self, request: HttpRequest) -> Any:
        scope = _scope_of(request)
        try:
            with entered(scope):
                response = await self.get_response(request)
        except BaseException:
            # A client that goes away ends a view with CancelledError.
            await sync_to_async(_finish)(request, None, scope)
            raise
        response["X-Request-ID"] = scope.request_id
        if _is_made_while_sent(response):
            made = StreamedAsynchronously if response.is_async else Streamed
            finish = partial(_finish, request, response, scope)
            response.streaming_content = made(response.streaming_content, scope, finish)
        else:
            await sync_to_async(_finish)(request, response, scope)
        return response


def _scope_of(request: HttpRequest) -> Scope:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    is_believed = REQUEST_ID.match(given) and is_from_proxy(request)
    return Scope(kind="", request_id=given if is_believed else uuid.uuid4().hex, address=address_of(request))


def _is_made_while_sent(response: Any) -> bool:
    """A file is not: as it is, the server may send it without Python."""
    return response.streaming and getattr(response, "file_to_stream", None) is None


def _is_export(response: Any) -> bool:
    disposition = response.get("Content-Disposition", "").strip().lower()
    return bool(EXPORTED.match(response.get("Content-Type", ""))) or disposition.startswith("attachment")


def _outcome(response: Any) -> str:
    """None where an exception left no response."""
    status = 500 if response is None else response.status_code
    return "denied" if status in (401, 403) else "error" if status >= 400 else "success"


def _finish(request: HttpRequest, response: Any, scope: Scope) -> None:
    if scope.is_over:
        return
    events = scope.end()
    if not events:
        return
    if not scope.kind:
        _tell_who(request, scope)
    match = request.resolver_match
    scope.view = match.view_name[:200] if match else ""
    is_export = response is not None and _is_export(response)
    for event in events:
        # What was written is written, whatever the answer says.
        if event.action == "read":
            event.outcome = _outcome(response)
            event.action = "export" if is_export else "read"
    write(events, scope)


def _tell_who(request: HttpRequest, scope: Scope) -> None:
    session = getattr(request, "session", None)
    # To ask counts as an access, for which Django adds `Vary: Cookie` to the response.
    was_accessed = getattr(session, "accessed", None)
    try:
        with silent():
            scope.actor = told_actor(getattr(request, "user", None) or "")
    except Error:
        scope.kind = "unknown"
    else:
        scope.kind = "user" if scope.actor else "anonymous"
    if was_accessed is False:
        session.accessed = False


class Streamed:
    """The parts of a response, each made in the scope. A server closes also what it has not begun to send."""

    def __init__(self, parts: Iterable[bytes], scope: Scope, finish: Callable[[], None]) -> None:
        self.parts, self.scope, self.close = iter(parts), scope, finish

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            with entered(self.scope):
                return next(self.parts)
        except BaseException:
            # Its end as well.
            self.close()
            raise


class StreamedAsynchronously:
    def __init__(self, parts: AsyncIterable[bytes], scope: Scope, finish: Callable[[], None]) -> None:
        self.parts, self.scope, self.close = parts.__aiter__(), scope, finish

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        try:
            with entered(self.scope):
                return await self.parts.__anext__()
        except BaseException:
            await sync_to_async(self.close)()
            raise
