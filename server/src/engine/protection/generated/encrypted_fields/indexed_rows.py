"""A blind index and the column beside it, compared row by row and made right."""

from django.db import connections, transaction

from .batches import Stored, all_rows, hold_for_writing, key_ranges
from .keys import is_token


class IndexedRows:
    def __init__(self, index, alias):
        self.index, self.alias = index, alias
        self.rows = all_rows(index.model, alias).values_list("pk", index.follows, index.name)

    def stale(self, size):
        """Lists of keys of rows whose index is not that of their value under the first key."""
        for part in key_ranges(self.rows, size):
            keys = [key for key, value, digest in part if digest != self.index.value_beside(value)]
            if keys:
                yield keys

    def rebuild(self, keys):
        """May raise ``IntegrityError`` where another row holds an equal value."""
        with transaction.atomic(using=self.alias):
            hold_for_writing(connections[self.alias], self.index.model)
            for key, value, _ in list(self.rows.select_for_update().filter(pk__in=keys)):
                row = all_rows(self.index.model, self.alias).filter(pk=key)
                row.update(**{self.index.name: self.index.value_beside(value)})

    def have_ciphertext(self):
        """Whether the column holds tokens, of a field that is taken for plain: a migration has been here before."""
        stored = all_rows(self.index.model, self.alias).values_list(Stored(self.index.follows), flat=True)
        return is_token(stored.exclude(**{self.index.follows: None}).first())
