"""
Tokens in the place of values: ``tok_`` and random digits, which say nothing and open nothing by themselves.

``tokenize("078-05-1120", "national_id")`` gives the same token whenever it is given the same value of the same kind,
and ``detokenize`` gives the value back. The value is encrypted, in the table ``Token`` alone; every other table, export
and log needs the token only. ``TokenField`` in ``token_fields`` does that for a field of a model.

* The table is where ``DATABASE_ROUTERS`` has it written. What is rolled back there is no token any more.
* Tokens are never deleted by themselves. To forget a value, delete its ``Token``.
* To rotate ``FIELD_ENCRYPTION_KEYS``, run ``manage.py reencrypt encrypted_fields.Token value`` before the old key goes:
  without its key a value is neither found nor given back.
* ``dumpdata`` writes the values as ciphertext, under the keys of the project that it runs in.
"""

import re

from django.db import connections, models, router, transaction

from .models import Token, hashes_of

TOKEN = re.compile(r"tok_[0-9a-f]{32}")
KIND = re.compile(r"[a-z0-9_.]{1,40}")
TOKEN_LENGTH = 36


class TokenError(ValueError):
    """What was given as a token is none, or not one of the kind that it should be."""


class UnknownTokenError(TokenError):
    """The table does not have the token: it was deleted, rolled back, or made for another database."""


class TokenText(str):
    """A token as a field holds it. ``kind`` is None as long as nobody has looked which kind it is of."""

    def __new__(cls, token, kind=None):
        text = super().__new__(cls, token)
        text.kind = kind
        return text

    def reveal(self):
        """The value. Raises ``UnknownTokenError``, or ``DecryptionError`` where its key is missing."""
        return detokenize(self) if self else ""


def is_a_token(value):
    return isinstance(value, str) and TOKEN.fullmatch(value) is not None


def tokenize(value, kind):
    """The token of a text that is not empty; a new one where it has none yet."""
    _require_value(value, kind)
    rows = _rows()
    if connections[rows.db].vendor == "sqlite" and connections[rows.db].in_atomic_block:
        # A transaction that writes first waits for others; one that has read before is refused.
        rows.filter(pk="").update(kind="")
    token = _tokens_of(value, kind).first()
    if token is None:
        rows.bulk_create([Token(kind=kind, value=value)], ignore_conflicts=True)
        token = _tokens_of(value, kind).first() or _made_by_others(value, kind)
    return TokenText(token, kind)


def tokens_of(value, kind):
    """The tokens that a row with the value may have: one, or none; makes none."""
    _require_value(value, kind)
    return list(_tokens_of(value, kind))


def detokenize(token):
    if not is_a_token(token):
        raise TokenError("This is no token.")
    value = _rows().filter(pk=str(token)).values_list("value", flat=True).first()
    if value is None:
        raise UnknownTokenError("No value is known for this token.")
    return value


def kind_of(token):
    kind = _rows().filter(pk=str(token)).values_list("kind", flat=True).first()
    if kind is None:
        raise UnknownTokenError("No value is known for this token.")
    return kind


def _rows():
    # Also to read: a replica may not have yet what was just written.
    return models.QuerySet(Token, using=router.db_for_write(Token))


def _tokens_of(value, kind):
    return _rows().filter(kind=kind, value_hash__in=hashes_of(value)).order_by("pk").values_list("pk", flat=True)


def _made_by_others(value, kind):
    # Locking reads what is stored by now, also where this transaction sees only what was when it began.
    rows = _tokens_of(value, kind)
    with transaction.atomic(using=rows.db):
        return rows.select_for_update().get()


def _require_value(value, kind):
    if not isinstance(value, str):
        raise TypeError("Only texts have tokens, not %s." % type(value).__name__)
    if value == "":
        raise ValueError("An empty text has no token.")
    if is_a_token(value):
        raise TokenError("The value is a token already.")
    require_kind(kind)


def require_kind(kind):
    if not KIND.fullmatch(kind):
        raise ValueError("The kind of a token has small letters, digits, dots and underscores, 40 at most.")
