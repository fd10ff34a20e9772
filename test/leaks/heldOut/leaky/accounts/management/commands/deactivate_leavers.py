from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services import deactivate


class Command(BaseCommand):
    help = "Deactivate the accounts with the given ids."

    def add_arguments(self, parser):
        parser.add_argument("ids", nargs="+", type=int)

    def handle(self, *args, **options):
        users = User.objects.filter(pk__in=options["ids"], is_active=True)
        if not users:
            raise CommandError("No active account among the given ids")
        done = 0
        for user in users:
            deactivate(user)
            self.stdout.write(f"Deactivated user {user.pk}")
            done += 1
        self.stdout.write(self.style.SUCCESS(f"{done} accounts deactivated"))
