import csv
from pathlib import Path

from django.core.management.base import BaseCommand
from django.views.decorators.debug import sensitive_variables

from patients.models import Patient
from patients.services import add_policy


class Command(BaseCommand):
    help = "Import policies from the insurer's file (ref;insurer;number)."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)

    @sensitive_variables("row", "reader")
    def handle(self, *args, path: Path, **options):
        count = 0
        with path.open(newline="") as source:
            reader = csv.DictReader(source, delimiter=";")
            for row in reader:
                patient = Patient.objects.get(public_ref=row["ref"])
                add_policy(patient, row["insurer"], row["number"])
                count += 1
        self.stdout.write(f"{count} policies imported")
