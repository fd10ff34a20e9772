from django.core.management.base import BaseCommand

from billing.models import Invoice
from billing.tasks import announce


class Command(BaseCommand):
    help = "Send all drafts."

    def handle(self, *args, **options):
        drafts = Invoice.objects.filter(status=Invoice.Status.DRAFT)
        pks = list(drafts.values_list("pk", flat=True))
        for pk in pks:
            announce.delay(pk)
        self.stdout.write("%d invoices queued" % len(pks))
