from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.models import AuditEvent
from audit.services import Action, record


class Command(BaseCommand):
    help = "Delete rows that are older than DATA_RETENTION allows."

    def handle(self, *args, **options):
        for label, age in settings.DATA_RETENTION.items():
            model = apps.get_model(label)
            moment = timezone.now() - age
            if model is AuditEvent:
                count = model.objects.purge_before(moment)
            else:
                count, _ = model.objects.filter(created_at__lt=moment).delete()
            record(Action.BULK, model=model, count=count)
            self.stdout.write(f"{label}: {count} rows removed")
