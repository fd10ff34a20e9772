from django.core.management.base import BaseCommand
from django.db.models import Count

from referencing.models import ReferenceRequest


class Command(BaseCommand):
    help = "How many references are in which state, by branch."

    def handle(self, *args, **options):
        rows = (
            ReferenceRequest.objects.values("applicant__branch__code", "state")
            .annotate(total=Count("pk"))
            .order_by("applicant__branch__code", "state")
        )
        for row in rows:
            self.stdout.write(f"{row['applicant__branch__code']:8} {row['state']:10} {row['total']:5d}")
