"""Gives each request its scope, and writes down at its end what was done in it."""

from __future__ import annotations

import ipaddress
import re
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest

from .events import write
from .options import option
from .scope import Scope, entered, within

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
# A response of these is a file with data, as is one that is to be saved.
EXPORTED = re.compile(r"text/(csv|tab-separated)|application/.*(excel|spreadsheet)", re.IGNORECASE)


class AccessAuditMiddleware:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if iscoroutinefunction(self):
            return self._asynchronous(request)
        scope = _scope_of(request)
        with entered(scope):
            response = self.get_response(request)
        response["X-Request-ID"] = scope.request_id
        if _is_made_while_sent(response):
            response.streaming_content = _streamed(request, response, response.streaming_content, scope)
        else:
            _finish(request, response, scope)
        return response

    async def _asynchronous(self, request: HttpRequest) -> Any:
        scope = _scope_of(request)
        with entered(scope):
            response = await self.get_response(request)
        response["X-Request-ID"] = scope.request_id
        if not _is_made_while_sent(response):
            await sync_to_async(_finish)(request, response, scope)
        else:
            made = _streamed_asynchronously if response.is_async else _streamed
            response.streaming_content = made(request, response, response.streaming_content, scope)
        return response


def address_of(request: HttpRequest) -> str | None:
    """Of the nearest machine that is no proxy of ours: what stands farther left in ``X-Forwarded-For`` anybody can write."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    found = None
    for text in [request.META.get("REMOTE_ADDR", ""), *reversed(forwarded)]:
        try:
            address = ipaddress.ip_address(text.strip())
        except ValueError:
            return found
        found = str(address)
        if not _is_trusted(found):
            return found
    return found


def _is_trusted(address: str) -> bool:
    try:
        return any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in option("TRUSTED_PROXIES"))
    except ValueError:
        return False


def _scope_of(request: HttpRequest) -> Scope:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    is_believed = REQUEST_ID.match(given) and _is_trusted(request.META.get("REMOTE_ADDR", ""))
    return Scope(kind="", request_id=given if is_believed else uuid.uuid4().hex, address=address_of(request))


def _is_made_while_sent(response: Any) -> bool:
    """A file is not: as it is, the server may send it without Python."""
    return response.streaming and getattr(response, "file_to_stream", None) is None


def _finish(request: HttpRequest, response: Any, scope: Scope) -> None:
    if not scope.events:
        return
    if not scope.kind:
        with entered(scope):
            user = getattr(request, "user", None)
            scope.actor = "" if user is None or user.pk is None else str(user.pk)
        scope.kind = "user" if scope.actor else "anonymous"
    match = request.resolver_match
    scope.view = match.view_name[:200] if match else ""
    is_export = EXPORTED.match(response.get("Content-Type", "")) or "attachment" in response.get("Content-Disposition", "")
    for event in scope.events.values():
        if event.outcome == "success" and response.status_code >= 400:
            event.outcome = "denied" if response.status_code in (401, 403) else "error"
        if event.action == "read" and is_export:
            event.action = "export"
    write(scope.events.values(), scope)


def _streamed(request: HttpRequest, response: Any, content: Iterable[bytes], scope: Scope) -> Iterator[bytes]:
    try:
        yield from within(scope, content)
    finally:
        _finish(request, response, scope)


async def _streamed_asynchronously(
    request: HttpRequest, response: Any, content: AsyncIterable[bytes], scope: Scope
) -> AsyncIterator[bytes]:
    iterator = content.__aiter__()
    try:
        while True:
            with entered(scope):
                try:
                    part = await iterator.__anext__()
                except StopAsyncIteration:
                    return
            yield part
    finally:
        await sync_to_async(_finish)(request, response, scope)
