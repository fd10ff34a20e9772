from django.core.cache import cache

from common.crypto import keyed_digest

WINDOW = 15 * 60
LIMIT = 5


def _bucket(scope: str, subject: str) -> str:
    return f"throttle:{scope}:{keyed_digest(subject, 'throttle')}"


def over_limit(scope: str, subject: str) -> bool:
    key = _bucket(scope, subject)
    cache.add(key, 0, WINDOW)
    return cache.incr(key) > LIMIT
