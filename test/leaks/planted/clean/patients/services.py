import logging

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from audit.services import Action, record
from common.crypto import keyed_digest

from .models import InsurancePolicy, Patient

logger = logging.getLogger(__name__)


class DuplicatePolicy(Exception):
    public_code = "duplicate-policy"


@sensitive_variables("number")
def add_policy(patient: Patient, insurer: str, number: str, valid_until=None) -> InsurancePolicy:
    digest = keyed_digest(number, "policy")
    existing = InsurancePolicy.objects.filter(number_digest=digest).select_related("patient").first()
    if existing is not None:
        raise DuplicatePolicy(f"policy is on file as #{existing.pk}")
    policy = InsurancePolicy.objects.create(
        patient=patient, insurer=insurer, number=number, number_digest=digest, valid_until=valid_until
    )
    logger.info("policy %s added, has_number=%s", policy.pk, bool(number))
    return policy


@transaction.atomic
def merge_patients(target: Patient, duplicate: Patient) -> None:
    """Move everything from the duplicate to the target record."""
    for document in duplicate.documents.all():
        document.patient = target
        document.save(update_fields=["patient"])
    moved = duplicate.appointments.all()
    count = moved.update(patient=target)
    record(Action.BULK, target, changed=["appointments.patient"], count=count)
    for policy in duplicate.policies.all():
        policy.patient = target
        policy.save(update_fields=["patient"])
    record(Action.UPDATE, duplicate, changed=["merged"])
    logger.info("merged patient %s into %s, %d appointments", duplicate.pk, target.pk, count)
