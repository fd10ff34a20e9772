import logging

from celery import shared_task
from django.db import transaction

from notifications.ops import post_to_chat
from notifications.tasks import send_template_mail

from .models import Invoice

logger = logging.getLogger(__name__)


@shared_task
def report_overdue() -> int:
    overdue = Invoice.objects.overdue().select_related("patient").order_by("due_on")
    lines = [f"Overdue today: {overdue.count()}"]
    for invoice in overdue[:20]:
        lines.append(f"{invoice.number}: due {invoice.due_on:%d %b}")
    post_to_chat("\n".join(lines))
    return len(lines) - 1


@shared_task
def announce(invoice_pk: int) -> None:
    invoice = Invoice.objects.select_related("patient").get(pk=invoice_pk)
    with transaction.atomic():
        invoice.status = Invoice.Status.SENT
        invoice.save(update_fields=["status"])
    send_template_mail.delay(invoice.patient.user_id, "invoice_ready")
    logger.info("invoice %s announced", invoice.pk)
