import logging
import time

from core.context import Actor, acting_as

logger = logging.getLogger(__name__)

SLOW_SECONDS = 2.0


def client_address(request) -> str:
    # The proxy in front of us rewrites REMOTE_ADDR (real_ip module).
    return request.META.get("REMOTE_ADDR", "")


class AuditContextMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user_id = request.user.pk if request.user.is_authenticated else None
        with acting_as(Actor(user_id=user_id, address=client_address(request))):
            return self.get_response(request)


class SlowRequestMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.monotonic()
        response = self.get_response(request)
        elapsed = time.monotonic() - started
        if elapsed < SLOW_SECONDS:
            return response
        match = request.resolver_match
        name = match.view_name if match else "unresolved"
        submitted = len(request.POST) if request.method == "POST" else 0
        logger.warning("Slow request: %s %s took %.1fs, %d fields", request.method, name, elapsed, submitted)
        return response


class NoStoreMiddleware:
    """Pages of this application never belong in a shared cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
