"""Deletes access events that have been kept for long enough."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import router
from django.utils import timezone

from ...events import record
from ...models import AccessAlert, AccessEvent
from ...options import option


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, metavar="DAYS", help="instead of RETENTION_DAYS")
        parser.add_argument("--batch-size", type=int, default=5000, metavar="ROWS")

    def handle(self, *args: Any, older_than: int | None, batch_size: int, **options: Any) -> None:
        days = option("RETENTION_DAYS") if older_than is None else older_than
        if days < 1 or batch_size < 1:
            raise CommandError("At least one day is kept, and at least one row deleted at a time.")
        before = timezone.now() - timedelta(days=days)
        count = 0
        # Never a replica.
        events = AccessEvent.objects.using(router.db_for_write(AccessEvent))
        while keys := list(events.filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:batch_size]):
            count += events.filter(pk__in=keys).purge()
        AccessAlert.objects.filter(at__lt=before).delete()
        if count:
            record("delete", AccessEvent, count=count)
        self.stdout.write("%d events deleted." % count)
