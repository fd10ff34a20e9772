import logging
from datetime import timedelta

import sentry_sdk
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from applicants.models import Applicant
from core import webhooks
from core.errors import TransitionError
from core.messaging import send_plain_email, send_sms
from lettings.models import Property
from tenancies.models import Deposit, Tenancy

logger = logging.getLogger(__name__)


@transaction.atomic
def create_tenancy(applicant: Applicant, prop: Property, start, months: int = 12) -> Tenancy:
    if applicant.state != Applicant.State.APPROVED:
        raise TransitionError(f"Applicant {applicant.pk} is {applicant.state}")
    tenancy = Tenancy.objects.create(
        property=prop,
        lead_applicant=applicant,
        start_date=start,
        end_date=start + timedelta(days=months * 30),
        monthly_rent=prop.monthly_rent,
    )
    Deposit.objects.create(tenancy=tenancy, amount=prop.monthly_rent)
    prop.status = Property.Status.UNDER_OFFER
    prop.save(update_fields=["status"])
    return tenancy


def announce(tenancy) -> None:
    """Tells the inventory partner that a tenancy was signed."""
    payload = webhooks.tenancy_payload(tenancy)
    payload["tenant"] = model_to_dict(tenancy.lead_applicant)
    webhooks.post_event("tenancy.signed", payload)


def sign(tenancy: Tenancy) -> None:
    if tenancy.state != Tenancy.State.DRAFT:
        raise TransitionError(f"Tenancy {tenancy.pk} is {tenancy.state}")
    tenancy.state = Tenancy.State.SIGNED
    tenancy.save(update_fields=["state"])
    transaction.on_commit(lambda: announce(tenancy))


@sensitive_variables("contact")
def offer_renewal(tenancy) -> bool:
    contact = tenancy.lead_applicant.phone
    if not contact:
        logger.info("Tenancy %s has no phone number for the renewal offer", tenancy.pk)
        return False
    sent = send_sms(contact, "Would you like to renew your tenancy? Please call the lettings desk.")
    logger.info("Renewal offered for tenancy %s to %s, sent=%s", tenancy.pk, contact, sent)
    return sent


def register_deposit(deposit: Deposit, scheme_reference: str) -> None:
    tenant = deposit.tenancy.lead_applicant
    sentry_sdk.set_context("tenant", {"id": tenant.pk, "email": tenant.email, "born": str(tenant.date_of_birth)})
    sentry_sdk.set_tag("deposit", deposit.pk)
    deposit.scheme_reference = scheme_reference
    deposit.received_on = timezone.localdate()
    deposit.move_to(Deposit.State.HELD)


@sensitive_variables("account", "body")
def confirm_return(deposit: Deposit) -> bool:
    """Mail that says that the deposit is on its way back."""
    tenant = deposit.tenancy.lead_applicant
    account = getattr(tenant, "bank_account", None)
    if account is None:
        logger.warning("Deposit %s cannot be returned: no bank account", deposit.pk)
        return False
    deposit.returned_on = timezone.localdate()
    deposit.move_to(Deposit.State.RETURNED)
    body = "Your deposit of £%s was returned to account %s, sort code %s." % (
        deposit.amount,
        account.account_number,
        account.sort_code,
    )
    return send_plain_email(tenant, "Your deposit", body)


def purge_ended() -> int:
    removed = 0
    for tenancy in Tenancy.objects.expired():
        Deposit.objects.filter(tenancy=tenancy).delete()
        tenancy.delete()
        removed += 1
    logger.info("Removed %d ended tenancies", removed)
    return removed
