from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from tenancies.models import Tenancy


class Command(BaseCommand):
    help = "Tenancies that end soon."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=60)

    def handle(self, *args, days: int, **options):
        today = timezone.localdate()
        for tenancy in Tenancy.objects.ending_between(today, today + timedelta(days=days)):
            reachable = bool(tenancy.lead_applicant.email)
            self.stdout.write(f"{tenancy.pk}\t{tenancy.end_date}\te-mail: {'yes' if reachable else 'no'}")
