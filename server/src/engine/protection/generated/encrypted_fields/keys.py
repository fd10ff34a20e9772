"""The keys in the settings, and what they make of a text."""

import functools
import re

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MAKE_A_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'

# A Fernet token in base64: version 128, a time stamp that begins with zeros; 100 characters at least.
TOKEN = re.compile(r"gAAAA(?=.{95})[A-Za-z0-9_-]+={0,2}")


class DecryptionError(Exception):
    """No key in ``FIELD_ENCRYPTION_KEYS`` decrypts a stored value, or it was never encrypted."""


def is_token(value):
    return isinstance(value, str) and TOKEN.fullmatch(value) is not None


def encrypt(text):
    return _cipher().encrypt(text.encode()).decode("ascii")


def decrypt(token):
    """Raises ``DecryptionError`` without a word of the value."""
    try:
        return _cipher().decrypt(token.encode()).decode()
    except InvalidToken:
        raise DecryptionError("No key in FIELD_ENCRYPTION_KEYS decrypts it.") from None


def problem_with(keys):
    """What is wrong with the setting, as a sentence; None when nothing is."""
    if not keys:
        return "FIELD_ENCRYPTION_KEYS is empty: encrypted fields need at least one key."
    if not isinstance(keys, (list, tuple)):
        return "FIELD_ENCRYPTION_KEYS must be a list of keys."
    for position, key in enumerate(keys):
        try:
            Fernet(key)
        except (TypeError, ValueError):
            return "FIELD_ENCRYPTION_KEYS[%d] is not a Fernet key." % position
    return None


def _cipher():
    keys = getattr(settings, "FIELD_ENCRYPTION_KEYS", None)
    if keys and isinstance(keys, (list, tuple)):
        return _cipher_of(tuple(keys))
    raise ImproperlyConfigured("%s Make a key: %s" % (problem_with(keys), MAKE_A_KEY))


@functools.lru_cache(maxsize=8)
def _cipher_of(keys):
    problem = problem_with(keys)
    if problem is not None:
        raise ImproperlyConfigured("%s Make a key: %s" % (problem, MAKE_A_KEY))
    return MultiFernet([Fernet(key) for key in keys])
