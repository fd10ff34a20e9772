import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from applicants.models import Applicant
from core.errors import BureauError
from referencing import services
from referencing.models import ReferenceRequest

logger = logging.getLogger(__name__)


@shared_task(bind=True, max_retries=3)
def check_credit(self, applicant_id: int):
    applicant = Applicant.objects.get(pk=applicant_id)
    try:
        services.run_credit_check(applicant)
    except BureauError as exc:
        logger.warning("Credit check of applicant %s failed with %s", applicant_id, exc.code)
        raise self.retry(exc=BureauError(code=exc.code), countdown=300)


@shared_task
def summarise_reference(request_id: int):
    services.summarise_return(ReferenceRequest.objects.select_related("applicant").get(pk=request_id))


@shared_task
def chase_references():
    limit = timezone.now() - timedelta(days=7)
    overdue = ReferenceRequest.objects.overdue(limit).select_related("applicant")
    for request_obj in overdue:
        case = request_obj.applicant.reference
        logger.warning("%s reference outstanding for %s", request_obj.kind, case)
    return len(overdue)


@shared_task
def lapse_references():
    return services.lapse_overdue()
