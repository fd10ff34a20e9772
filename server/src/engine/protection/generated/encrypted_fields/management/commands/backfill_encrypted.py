from django.core.management.base import CommandError
from django.db import IntegrityError, connections

from ...pairs import Pair
from ..columns import ColumnCommand


class Command(ColumnCommand):
    help = (
        "Encrypts what the plain column of a field holds into the encrypted one beside it, and writes their blind index, in "
        "short transactions that lock only the rows that they change. It can be killed and run again: it looks for rows that "
        "are not the same."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--verify", action="store_true", help="compare every row and write nothing")

    def handle(self, *, model, field, batch, verify, database, **options):
        try:
            pair = Pair(self.find_field(model, field))
        except LookupError as error:
            raise CommandError(error) from None
        if verify:
            self.verify(pair, database, batch)
        else:
            self.backfill(pair, database, batch)

    def verify(self, pair, database, batch):
        states = pair.compare(database, batch)
        found = "%s: %d rows the same" % (pair.encrypted, states.pop("same", 0))
        for state in ("missing", "different", "unreadable", *(() if pair.index is None else ("unindexed",))):
            found += ", %d %s" % (states[state], state)
        if states.total():
            raise CommandError(found)
        self.stdout.write(found)

    def backfill(self, pair, database, batch):
        written = unreadable = 0
        for rows in pair.batches(database, batch):
            states = {row[0]: pair.state(row, connections[database]) for row in rows}
            unreadable += sum(state == "unreadable" for state in states.values())
            stale = [key for key, state in states.items() if state in ("missing", "different", "unindexed")]
            if stale:
                written += self.write_again(pair, stale, database)
        self.stdout.write("%s: %d rows written" % (pair.encrypted, written))
        if unreadable:
            message = "%d rows were left as they are: no key in FIELD_ENCRYPTION_KEYS decrypts them"
            raise CommandError(message % unreadable)

    def write_again(self, pair, keys, database):
        try:
            return pair.write_again(keys, database)
        except IntegrityError:
            message = "%s: among the rows with keys from %s to %s is a value that another row holds, too."
            raise CommandError(message % (pair.encrypted, keys[0], keys[-1])) from None
