"""The keys in the settings, and what they make of a text."""

import base64
import functools
import hashlib
import hmac
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


def is_newest(token):
    """Whether the first key decrypts it."""
    keys = _listed("FIELD_ENCRYPTION_KEYS")
    try:
        _cipher_of(keys[:1]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def index_keys():
    """The keys of blind indexes, the first of which writes."""
    return _decoded(_listed("FIELD_BLIND_INDEX_KEYS"))


def derived_keys(purpose):
    """For hashes: from each key that encrypts, in their order, one that is good for nothing but the purpose."""
    _require("FIELD_ENCRYPTION_KEYS")
    keys = [base64.urlsafe_b64decode(key) for key in _listed("FIELD_ENCRYPTION_KEYS")]
    return [hmac.new(key, purpose.encode(), hashlib.sha256).digest() for key in keys]


def problem_with(setting):
    """What is wrong with a list of keys, as a sentence; None when nothing is."""
    keys = getattr(settings, setting, None)
    if not keys:
        return "%s is empty: it needs at least one key." % setting
    if not isinstance(keys, (list, tuple)):
        return "%s must be a list of keys." % setting
    for position, key in enumerate(keys):
        try:
            Fernet(key)
        except (TypeError, ValueError):
            return "%s[%d] is not a Fernet key." % (setting, position)
    return None


def _cipher():
    return _cipher_of(_listed("FIELD_ENCRYPTION_KEYS"))


def _listed(setting):
    keys = getattr(settings, setting, None)
    return tuple(keys) if isinstance(keys, (list, tuple)) else ()


@functools.lru_cache(maxsize=8)
def _cipher_of(keys):
    _require("FIELD_ENCRYPTION_KEYS")
    return MultiFernet([Fernet(key) for key in keys])


@functools.lru_cache(maxsize=8)
def _decoded(keys):
    _require("FIELD_BLIND_INDEX_KEYS")
    return [base64.urlsafe_b64decode(key) for key in keys]


def _require(setting):
    problem = problem_with(setting)
    if problem is not None:
        raise ImproperlyConfigured("%s Make a key: %s" % (problem, MAKE_A_KEY))
