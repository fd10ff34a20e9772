from datetime import datetime, timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from appointments.models import Clinician, Slot


class Command(BaseCommand):
    help = "Open the slots of one day for every clinician."

    def add_arguments(self, parser):
        parser.add_argument("day", type=datetime.fromisoformat)
        parser.add_argument("--minutes", type=int, default=30)

    def handle(self, *args, day: datetime, minutes: int, **options):
        first = timezone.make_aware(day.replace(hour=8, minute=0))
        total = 0
        for clinician in Clinician.objects.filter(accepts_new=True):
            start = first
            while start < first + timedelta(hours=8):
                end = start + timedelta(minutes=minutes)
                _, created = Slot.objects.get_or_create(
                    clinician=clinician, starts_at=start, defaults={"ends_at": end}
                )
                total += created
                start = end
            self.stdout.write(f"{clinician.pk}: done")
        self.stdout.write(self.style.SUCCESS(f"{total} slots opened"))
