from django.core.management.base import BaseCommand

from audit.services import record_list
from patients.models import Patient
from patients.utils import group_by_birth_name


class Command(BaseCommand):
    help = "List patient records that may describe the same person."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=50)

    def handle(self, *args, limit: int, **options):
        patients = Patient.objects.order_by("pk")
        groups = group_by_birth_name(patients.iterator())
        record_list(Patient, patients.count())
        for found in list(groups.values())[:limit]:
            for patient in found:
                line = "%6d  %s" % (patient.pk, patient.public_ref)
                self.stdout.write(line)
        self.stdout.write(f"{len(groups)} groups")
