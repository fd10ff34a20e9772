from django.core.management.base import CommandError
from django.db import IntegrityError

from ...blind_index import BlindIndexField
from ...indexed_rows import IndexedRows
from ..columns import ColumnCommand


class Command(ColumnCommand):
    help = (
        "Writes a blind index where it is not that of its value under the first key in FIELD_BLIND_INDEX_KEYS. "
        "It can be killed and run again."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="count the rows and write nothing")

    def handle(self, *, model, field, batch, check, database, **options):
        index = self.find_field(model, field)
        if not isinstance(index, BlindIndexField):
            raise CommandError("%s is no blind index." % index)
        rows = IndexedRows(index, database)
        found = 0
        for keys in rows.stale(batch):
            found += len(keys)
            if not check:
                self.rebuild(rows, keys)
        message = "%s: %d rows %s" % (index, found, "are stale" if check else "written")
        if check and found:
            raise CommandError(message)
        self.stdout.write(message)

    def rebuild(self, rows, keys):
        try:
            rows.rebuild(keys)
        except IntegrityError:
            message = "%s: among the rows with keys from %s to %s is a value that another row holds, too."
            raise CommandError(message % (rows.index, keys[0], keys[-1])) from None
