import logging
from datetime import timedelta

from celery import shared_task
from django.contrib.auth import get_user_model
from django.utils import timezone

from . import mail, sms
from .models import OutboxItem

logger = logging.getLogger(__name__)


@shared_task
def send_template_mail(user_pk: int, template: str) -> None:
    user = get_user_model().objects.get(pk=user_pk)
    item = OutboxItem.objects.create(recipient=user, template=template)
    mail.send(user, template)
    item.state = OutboxItem.State.SENT
    item.sent_at = timezone.now()
    item.save(update_fields=["state", "sent_at"])


@shared_task
def send_booking_text(appointment_pk: int) -> None:
    from appointments.models import Appointment

    appointment = Appointment.objects.select_related("patient", "slot").get(pk=appointment_pk)
    text = f"Your appointment is booked for {appointment.slot.starts_at:%d %b %H:%M}."
    sms.deliver(appointment.patient.phone, text)


@shared_task
def send_reminder(appointment_pk: int) -> None:
    from appointments.models import Appointment

    appointment = Appointment.objects.select_related("patient__user", "slot").get(pk=appointment_pk)
    mail.send(appointment.patient.user, "appointment_reminder", {"appointment": appointment})


@shared_task
def queue_reminders() -> int:
    from appointments.models import Appointment

    start = timezone.now() + timedelta(hours=23)
    due = Appointment.objects.booked().starting_between(start, start + timedelta(hours=1))
    pks = list(due.values_list("pk", flat=True))
    for pk in pks:
        send_reminder.delay(pk)
    logger.info("queued %d reminders", len(pks))
    return len(pks)
