import logging
from datetime import timedelta

import requests
from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from tenancies import services
from tenancies.models import Deposit, Tenancy

logger = logging.getLogger(__name__)


@shared_task
def offer_renewals(days: int = 60):
    today = timezone.localdate()
    offered = 0
    for tenancy in Tenancy.objects.ending_between(today, today + timedelta(days=days)).select_related("lead_applicant"):
        if services.offer_renewal(tenancy):
            offered += 1
    logger.info("%d renewals offered", offered)
    return offered


@shared_task
@sensitive_variables()
def pay_out(deposit_id: int):
    deposit = Deposit.objects.select_related("tenancy__lead_applicant__bank_account").get(pk=deposit_id)
    account = deposit.tenancy.lead_applicant.bank_account
    order = {"amount": str(deposit.amount), "sort_code": account.sort_code, "account": account.account_number}
    response = requests.post(f"{settings.PAYMENTS_URL}/orders", json=order, timeout=20)
    if not response.ok:
        logger.error("Payment order for deposit %s refused with %s", deposit_id, response.status_code)
        return False
    return services.confirm_return(deposit)


@shared_task
def purge_ended_tenancies():
    return services.purge_ended()
