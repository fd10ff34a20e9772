import logging

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from applicants.models import Applicant, BankAccount
from core import audit
from core.errors import BankDetailsError

logger = logging.getLogger(__name__)

WEIGHTS = (2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)


def next_reference() -> str:
    last = Applicant.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f"APP-{last + 1:06d}"


@sensitive_variables()
def modulus_check(sort_code: str, account_number: str) -> bool:
    whole = f"{int(sort_code.replace('-', '')):06d}{int(account_number):08d}"
    digits = [int(char) for char in whole]
    if len(digits) != len(WEIGHTS):
        raise ValueError("bad length")
    return sum(digit * weight for digit, weight in zip(digits, WEIGHTS)) % 10 == 0


@sensitive_variables()
@transaction.atomic
def save_bank_details(applicant: Applicant, holder: str, sort_code: str, account_number: str) -> BankAccount:
    try:
        passed = modulus_check(sort_code, account_number)
    except ValueError:
        logger.exception("Modulus check of applicant %s failed", applicant.pk)
        raise BankDetailsError("The bank details could not be checked") from None
    account, created = BankAccount.objects.get_or_create(
        applicant=applicant,
        defaults={"holder": holder, "sort_code": sort_code, "account_number": account_number},
    )
    if not created:
        account.holder = holder
        account.sort_code = sort_code
        account.account_number = account_number
    account.verified_at = timezone.now() if passed else None
    account.save()
    audit.record("bank.saved", account, note=f"Refund account set to {sort_code} {account_number}")
    logger.info("Bank account saved for applicant %s, verified=%s", applicant.pk, account.is_verified)
    return account


def submit(applicant: Applicant) -> None:
    missing = [name for name in ("phone", "national_insurance_number", "annual_income") if not getattr(applicant, name)]
    if missing:
        logger.info("Applicant %s cannot be submitted, missing: %s", applicant.pk, ", ".join(missing))
        return
    applicant.move_to(Applicant.State.SUBMITTED)


def purge_expired() -> int:
    removed = 0
    for applicant in Applicant.objects.expired().iterator():
        for document in applicant.documents.all():
            document.file.delete(save=False)
        applicant.delete()
        removed += 1
    logger.info("Removed %d expired applicants", removed)
    return removed
