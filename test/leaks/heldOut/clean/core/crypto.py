import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.views.decorators.debug import sensitive_variables


def get_fernet() -> MultiFernet:
    if not settings.FIELD_ENCRYPTION_KEYS:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS is not set")
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


@sensitive_variables()
def lookup_digest(value: str) -> str:
    """Keyed digest by which an encrypted value can be found again."""
    if not settings.LOOKUP_HMAC_KEY:
        raise ImproperlyConfigured("LOOKUP_HMAC_KEY is not set")
    normalised = "".join(value.split()).upper()
    return hmac.new(settings.LOOKUP_HMAC_KEY.encode(), normalised.encode(), hashlib.sha256).hexdigest()
