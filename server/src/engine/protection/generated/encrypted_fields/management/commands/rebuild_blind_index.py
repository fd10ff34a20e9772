from django.core.management.base import CommandError
from django.db import IntegrityError, connections, transaction

from ...batches import all_rows, hold_for_writing, key_ranges
from ...blind_index import BlindIndexField
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
        rows = all_rows(index.model, database).values_list("pk", index.follows, index.name)
        found = 0
        for part in key_ranges(rows, batch):
            stale = [key for key, value, digest in part if digest != index.value_beside(value)]
            if stale:
                found += len(stale) if check else self.rebuild(index, stale, rows)
        message = "%s: %d rows %s" % (index, found, "are stale" if check else "written")
        if check and found:
            raise CommandError(message)
        self.stdout.write(message)

    def rebuild(self, index, keys, rows):
        try:
            with transaction.atomic(using=rows.db):
                hold_for_writing(connections[rows.db], index.model)
                for key, value, _ in list(rows.select_for_update().filter(pk__in=keys)):
                    row = all_rows(index.model, rows.db).filter(pk=key)
                    row.update(**{index.name: index.value_beside(value)})
        except IntegrityError:
            message = "%s: among the rows with keys from %s to %s is a value that another row holds, too."
            raise CommandError(message % (index, keys[0], keys[-1])) from None
        return len(keys)
