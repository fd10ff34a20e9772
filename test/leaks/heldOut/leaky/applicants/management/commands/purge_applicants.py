from django.core.management.base import BaseCommand

from applicants.models import Applicant
from applicants.services import purge_expired


class Command(BaseCommand):
    help = "Remove applicants whose retention period is over."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args, **options):
        if options["dry_run"]:
            self.stdout.write(f"{Applicant.objects.expired().count()} applicants would be removed")
            return
        self.stdout.write(self.style.SUCCESS(f"{purge_expired()} applicants removed"))
