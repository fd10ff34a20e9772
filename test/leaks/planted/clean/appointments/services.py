import logging

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from common.analytics import track
from notifications.tasks import send_booking_text, send_template_mail

from .models import Appointment, Slot

logger = logging.getLogger(__name__)


class SlotTaken(Exception):
    public_code = "slot-taken"


@sensitive_variables("reason")
def book(patient, slot_pk: int, reason: str, channel: str = Appointment.Channel.VIDEO) -> Appointment:
    with transaction.atomic():
        slot = Slot.objects.select_for_update().get(pk=slot_pk)
        if not slot.is_open or slot.starts_at <= timezone.now():
            raise SlotTaken(f"slot {slot.pk} is not open")
        slot.is_open = False
        slot.save(update_fields=["is_open"])
        appointment = Appointment.objects.create(
            patient=patient, slot=slot, reason=reason, channel=channel
        )
    lead = slot.starts_at - timezone.now()
    props = {"channel": appointment.channel, "lead_days": lead.days}
    if appointment.reason:
        props["has_reason"] = True
    track(patient.user_id, "appointment booked", props)
    if patient.phone:
        transaction.on_commit(lambda: send_booking_text.delay(appointment.pk))
    logger.info("appointment %s booked, sms=%s", appointment.pk, bool(patient.phone))
    return appointment


@transaction.atomic
def cancel(appointment: Appointment, by_staff: bool = False) -> None:
    if appointment.state != Appointment.State.BOOKED:
        logger.info("appointment %s is %s, not cancelled", appointment.pk, appointment.state)
        return
    appointment.state = Appointment.State.CANCELLED
    appointment.save(update_fields=["state"])
    appointment.slot.is_open = True
    appointment.slot.save(update_fields=["is_open"])
    logger.info("cancelled (staff=%s): appointment %s", by_staff, appointment.pk)
    if by_staff:
        transaction.on_commit(
            lambda: send_template_mail.delay(appointment.patient.user_id, "appointment_cancelled")
        )
