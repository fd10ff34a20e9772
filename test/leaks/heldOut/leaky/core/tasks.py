import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.models import AuditEvent

logger = logging.getLogger(__name__)


@shared_task
def purge_audit_events():
    limit = timezone.now() - timedelta(days=settings.DATA_RETENTION["audit_events_days"])
    removed = AuditEvent.objects.purge_before(limit)
    logger.info("Removed %d expired audit events", removed)
    return removed
