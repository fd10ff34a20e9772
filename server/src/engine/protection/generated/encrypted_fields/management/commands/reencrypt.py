from django.core.management.base import CommandError
from django.db import connections, transaction

from ...batches import Stored, all_rows, hold_for_writing, key_ranges
from ...fields import EncryptedFieldMixin
from ...keys import is_newest
from ..columns import ColumnCommand


class Command(ColumnCommand):
    help = (
        "Encrypts a column with the first key in FIELD_ENCRYPTION_KEYS where it was encrypted with another one, or not "
        "at all. It can be killed and run again. A value that no key decrypts ends it, and is left as it is."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="count the rows and write nothing")

    def handle(self, *, model, field, batch, check, database, **options):
        field = self.find_field(model, field)
        if not isinstance(field, EncryptedFieldMixin):
            raise CommandError("%s is not encrypted." % field)
        rows = all_rows(field.model, database)
        found = 0
        for part in key_ranges(rows.values_list("pk", Stored(field.name)), batch):
            old = [key for key, token in part if token is not None and not is_newest(token)]
            if old and not check:
                self.reencrypt(field, old, rows)
            found += len(old)
        message = "%s: %d rows %s" % (field, found, "have an old key" if check else "written")
        if check and found:
            raise CommandError(message)
        self.stdout.write(message)

    def reencrypt(self, field, keys, rows):
        with transaction.atomic(using=rows.db):
            hold_for_writing(connections[rows.db], field.model)
            locked = rows.select_for_update().filter(pk__in=keys).values_list("pk", field.name)
            for key, value in list(locked):
                rows.filter(pk=key).update(**{field.name: value})
