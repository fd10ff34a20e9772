"""An encrypted column and the plain one beside it, compared row by row and made equal."""

from collections import Counter

from django.db import connections, transaction

from .batches import Stored, all_rows, hold_for_writing, key_ranges
from .copies import PlainCopyMixin
from .fields import EncryptedFieldMixin
from .keys import DecryptionError, is_token


class Pair:
    """
    The encrypted field and the plain one of a model, of which one follows the other; either may be named.

    Of two values that differ the plain one is right: processes that know no other column write that one. Where the
    plain field is the follower, a null in it says nothing: it may have been erased.
    """

    def __init__(self, field):
        self.model = field.model
        if getattr(field, "follows", None) is not None:
            field = self.model._meta.get_field(field.follows)
        followers = getattr(field, "followers", ())
        if isinstance(field, EncryptedFieldMixin):
            self.encrypted = field
            self.plain = next((other for other in followers if isinstance(other, PlainCopyMixin)), None)
        else:
            self.encrypted = next((other for other in followers if isinstance(other, EncryptedFieldMixin)), None)
            self.plain = field
        if self.encrypted is None or self.plain is None:
            raise LookupError("There are no encrypted and plain columns of %s beside each other." % field)

    def batches(self, alias, size):
        """Lists of (key, plain value, token), in the order of the keys: a short query for each."""
        return key_ranges(self._rows(alias), size)

    def write_again(self, keys, alias):
        """Encrypts the plain values of these rows, but where a token is unreadable; returns how many were written."""
        connection = connections[alias]
        written = 0
        with transaction.atomic(using=alias):
            hold_for_writing(connection, self.model)
            for key, plain, token in list(self._rows(alias).select_for_update().filter(pk__in=keys)):
                if self.state(plain, token, connection) in ("missing", "different"):
                    rows = all_rows(self.model, alias).filter(pk=key)
                    written += rows.update(**{self.encrypted.name: plain})
        return written

    def erase(self, keys, alias):
        """Empties the plain column of these rows, but where it is not the same; returns the states, counted."""
        connection = connections[alias]
        with transaction.atomic(using=alias):
            hold_for_writing(connection, self.model)
            rows = list(self._rows(alias).select_for_update().filter(pk__in=keys))
            states = {key: self.state(plain, token, connection) for key, plain, token in rows}
            same = [key for key, state in states.items() if state == "same"]
            all_rows(self.model, alias).filter(pk__in=same).update(**{self.plain.name: None})
        return Counter(states.values())

    def restore(self, keys, alias):
        """Writes the plain values of these rows again, where the column was erased."""
        connection = connections[alias]
        with transaction.atomic(using=alias):
            hold_for_writing(connection, self.model)
            for key, plain, token in list(self._rows(alias).select_for_update().filter(pk__in=keys)):
                if plain is None and token is not None:
                    rows = all_rows(self.model, alias).filter(pk=key)
                    rows.update(**{self.plain.name: self._decrypted(token, connection)})

    def compare(self, alias, size):
        """How many rows are in each state."""
        connection = connections[alias]
        states = Counter()
        for rows in self.batches(alias, size):
            states.update(self.state(plain, token, connection) for _, plain, token in rows)
        return states

    def state(self, plain, token, connection):
        """“same”, or what is wrong: “missing”, “different”, “unreadable”."""
        if token is None:
            return "same" if plain is None else "missing"
        try:
            value = self._decrypted(token, connection)
        except DecryptionError:
            return "unreadable"
        if plain is None and isinstance(self.plain, PlainCopyMixin):
            return "same"
        return "same" if self._equal(plain, value) else "different"

    def _rows(self, alias):
        rows = all_rows(self.model, alias)
        return rows.values_list("pk", self.plain.name, Stored(self.encrypted.name))

    def _decrypted(self, token, connection):
        if not is_token(token):
            raise DecryptionError("There is plain text in the column of %s." % self.encrypted)
        return self.encrypted.from_db_value(token, None, connection)

    def _equal(self, plain, value):
        if plain is None or plain == value:
            return plain == value
        return self.encrypted.to_plaintext(plain) == self.encrypted.to_plaintext(value)
