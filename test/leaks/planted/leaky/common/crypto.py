import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.views.decorators.debug import sensitive_variables


@lru_cache(maxsize=1)
def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


@sensitive_variables("plain")
def encrypt(plain: str) -> str:
    return _cipher().encrypt(plain.encode()).decode()


@sensitive_variables()
def decrypt(token: str) -> str:
    return _cipher().decrypt(token.encode()).decode()


@sensitive_variables("value")
def keyed_digest(value: str, purpose: str) -> str:
    """Keyed, case-insensitive digest for look-ups and correlation."""
    message = f"{purpose}:{value.strip().lower()}"
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


def short_digest(value: str, purpose: str) -> str:
    return keyed_digest(value, purpose)[:12]
