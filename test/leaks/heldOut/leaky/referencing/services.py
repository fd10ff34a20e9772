import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from applicants.models import Applicant
from core.errors import TransitionError
from core.messaging import send_plain_email
from referencing import links, summaries
from referencing.clients import BureauClient
from referencing.models import CreditCheck, ReferenceRequest

logger = logging.getLogger(__name__)

REQUEST_BODY = """Hello,

you were named as a referee for an application with us ({reference}).
Please answer a few questions here within three weeks:

{url}

The lettings desk
"""


def send_request(request_obj: ReferenceRequest, base_url: str) -> bool:
    if request_obj.state != ReferenceRequest.State.DRAFT:
        raise TransitionError(f"Reference {request_obj.pk} is {request_obj.state}")
    body = REQUEST_BODY.format(
        reference=request_obj.applicant.reference,
        url=f"{base_url}{links.return_url(request_obj)}",
    )
    if not send_plain_email(request_obj, "A reference is needed", body):
        return False
    request_obj.state = ReferenceRequest.State.SENT
    request_obj.sent_at = timezone.now()
    request_obj.save(update_fields=["state", "sent_at"])
    return True


@sensitive_variables("answers")
@transaction.atomic
def take_return(request_obj: ReferenceRequest, answers: dict) -> None:
    for name in ("months_known", "had_arrears", "would_recommend", "letter"):
        setattr(request_obj, name, answers[name])
    request_obj.state = ReferenceRequest.State.RETURNED
    request_obj.returned_at = timezone.now()
    request_obj.save()
    logger.info("Reference %s returned with a letter of %d characters", request_obj.pk, len(answers["letter"]))


def summarise_return(request_obj: ReferenceRequest) -> None:
    text = summaries.summarise(request_obj)
    if not text:
        return
    request_obj.summary = text
    request_obj.save(update_fields=["summary"])


def run_credit_check(applicant: Applicant) -> CreditCheck:
    answer = BureauClient().check(applicant)
    check = CreditCheck.objects.create(
        applicant=applicant, bureau_reference=answer.reference, outcome=answer.outcome
    )
    logger.info("Credit check %s stored for applicant %s", check.pk, applicant.pk)
    return check


def decide(applicant: Applicant) -> str:
    requests = list(applicant.reference_requests.all())
    if not requests or any(item.state != ReferenceRequest.State.RETURNED for item in requests):
        return applicant.state
    failed = applicant.credit_checks.filter(outcome=CreditCheck.Outcome.FAIL).exists()
    refused = any(item.would_recommend is False for item in requests)
    applicant.move_to(Applicant.State.DECLINED if failed or refused else Applicant.State.APPROVED)
    return applicant.state


def lapse_overdue(days: int = 21) -> int:
    limit = timezone.now() - timedelta(days=days)
    lapsed = 0
    for request_obj in ReferenceRequest.objects.overdue(limit):
        request_obj.state = ReferenceRequest.State.LAPSED
        request_obj.save(update_fields=["state"])
        lapsed += 1
    return lapsed
