"""An encrypted column, the plain one beside it and their blind index, compared row by row and made equal."""

from collections import Counter

from django.db import connections, transaction
from django.db.models import TextField, Value

from .batches import Stored, all_rows, hold_for_writing, key_ranges
from .blind_index import BlindIndexField
from .copies import PlainCopyMixin
from .fields import EncryptedFieldMixin
from .keys import DecryptionError, is_token


class Pair:
    """
    The encrypted field and the plain one of a model, of which one follows the other, and the blind index where there is
    one; any of them may be named.

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
        self.index = next((other for other in followers if isinstance(other, BlindIndexField)), None)
        if self.encrypted is None or self.plain is None:
            raise LookupError("There are no encrypted and plain columns of %s beside each other." % field)

    def batches(self, alias, size):
        """Lists of (key, plain value, token, index), in the order of the keys: a short query for each."""
        return key_ranges(self._rows(alias), size)

    def write_again(self, keys, alias):
        """
        Encrypts and indexes the plain values of these rows, but where a token is unreadable; returns how many were written.
        May raise ``IntegrityError`` where another row holds an equal value.
        """
        connection = connections[alias]
        written = 0
        with transaction.atomic(using=alias):
            hold_for_writing(connection, self.model)
            for row in list(self._rows(alias).select_for_update().filter(pk__in=keys)):
                changes = self._changes(row, connection)
                if changes:
                    written += all_rows(self.model, alias).filter(pk=row[0]).update(**changes)
        return written

    def _changes(self, row, connection):
        """What has to be written, by field; nothing where the row is right, or where nobody knows."""
        _, value, token, _ = row
        state = self.state(row, connection)
        changes = {self.encrypted.name: value} if state in ("missing", "different") else {}
        if state == "unindexed" and value is None and token is not None:
            value = self._decrypted(token, connection)
        if self.index is not None and (changes or state == "unindexed"):
            changes[self.index.name] = self.index.value_beside(value)
        return changes

    def erase(self, keys, alias):
        """Empties the plain column of these rows, but where it is not the same; returns the states, counted."""
        connection = connections[alias]
        with transaction.atomic(using=alias):
            hold_for_writing(connection, self.model)
            rows = list(self._rows(alias).select_for_update().filter(pk__in=keys))
            states = {row[0]: self.state(row, connection) for row in rows}
            same = [key for key, state in states.items() if state == "same"]
            all_rows(self.model, alias).filter(pk__in=same).update(**{self.plain.name: None})
        return Counter(states.values())

    def restore(self, keys, alias):
        """Writes the plain values of these rows again, where the column was erased."""
        connection = connections[alias]
        with transaction.atomic(using=alias):
            hold_for_writing(connection, self.model)
            for key, plain, token, _ in list(self._rows(alias).select_for_update().filter(pk__in=keys)):
                if plain is None and token is not None:
                    rows = all_rows(self.model, alias).filter(pk=key)
                    rows.update(**{self.plain.name: self._decrypted(token, connection)})

    def compare(self, alias, size):
        """How many rows are in each state."""
        connection = connections[alias]
        states = Counter()
        for rows in self.batches(alias, size):
            states.update(self.state(row, connection) for row in rows)
        return states

    def state(self, row, connection):
        """Of one of the batches: “same”, or what is wrong: “missing”, “different”, “unreadable”, “unindexed”."""
        _, plain, token, digest = row
        value = plain
        if token is None:
            if plain is not None:
                return "missing"
        else:
            try:
                value = self._decrypted(token, connection)
            except DecryptionError:
                return "unreadable"
            is_erased = plain is None and isinstance(self.plain, PlainCopyMixin)
            if not is_erased and not self._equal(plain, value):
                return "different"
        return "same" if self.index is None or digest == self.index.value_beside(value) else "unindexed"

    def _rows(self, alias):
        index = Value(None, TextField()) if self.index is None else self.index.name
        return all_rows(self.model, alias).values_list("pk", self.plain.name, Stored(self.encrypted.name), index)

    def _decrypted(self, token, connection):
        if not is_token(token):
            raise DecryptionError("There is plain text in the column of %s." % self.encrypted)
        return self.encrypted.from_db_value(token, None, connection)

    def _equal(self, plain, value):
        if plain is None or plain == value:
            return plain == value
        return self.encrypted.to_plaintext(plain) == self.encrypted.to_plaintext(value)
