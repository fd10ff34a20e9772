"""Values that people may see, and values to count and join by, where the values themselves have no business."""

import hashlib
import hmac

from .keys import derived_keys


def mask(value, keep_last=4):
    """
    Asterisks for all but the last characters: ``mask("4111111111111111")`` is ``"************1111"``.

    Where less than half would be hidden, all is.
    """
    if keep_last < 0:
        raise ValueError("keep_last cannot be less than 0.")
    kept = keep_last if len(value) >= 2 * keep_last else 0
    return "*" * (len(value) - kept) + value[len(value) - kept :]


def pseudonym(value, purpose):
    """
    64 digits that are the same for the same text and purpose, and that nobody can make or undo without the keys.

    Tables with pseudonyms for the same purpose, ``"newsletter statistics"`` say, can be joined by them, and with no
    others. They are made with the first key in ``FIELD_ENCRYPTION_KEYS`` and change with it.
    """
    if not isinstance(value, str) or value == "":
        raise ValueError("A pseudonym is made of a text that is not empty.")
    if not purpose:
        raise ValueError("A pseudonym is made for a purpose.")
    key = derived_keys("pseudonym:" + purpose)[0]
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
