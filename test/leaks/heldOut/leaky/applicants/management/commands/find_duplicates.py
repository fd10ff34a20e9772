from collections import defaultdict

from django.core.management.base import BaseCommand

from applicants.models import Applicant
from core import audit


class Command(BaseCommand):
    help = "List applications that seem to be of the same person."

    def add_arguments(self, parser):
        parser.add_argument("--branch", help="code of a branch")

    def handle(self, *args, **options):
        queryset = Applicant.objects.open().exclude(ni_digest="")
        if options["branch"]:
            queryset = queryset.filter(branch__code=options["branch"])
        groups = defaultdict(list)
        for applicant in queryset.iterator():
            groups[applicant.ni_digest].append(applicant)
        found = 0
        for same in groups.values():
            if len(same) < 2:
                continue
            found += 1
            for member in same:
                self.stdout.write(f"  {member.reference}  {member.national_insurance_number}  {member.email}")
        audit.record("duplicates.searched", note=f"{found} groups")
        self.stdout.write(f"{found} groups of {len(groups)} persons")
