import logging

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from .gateway import Gateway, GatewayError
from .models import Invoice, Payment, PaymentMethod

logger = logging.getLogger(__name__)


@sensitive_variables("iban", "holder", "token")
def add_debit(patient, iban: str, holder: str) -> PaymentMethod:
    token = Gateway().register_debit(iban, holder)
    method = PaymentMethod.objects.create(
        patient=patient,
        kind=PaymentMethod.Kind.DEBIT,
        gateway_token=token,
        iban=iban,
        account_holder=holder,
        last4=iban[-4:],
    )
    logger.info("debit %s added (%s)", method.pk, method.iban_masked)
    return method


def pay(invoice: Invoice, method: PaymentMethod) -> Payment:
    if method.patient_id != invoice.patient_id:
        raise PermissionError("method and invoice do not belong together")
    payment = Payment.objects.create(invoice=invoice, method=method, amount=invoice.total)
    try:
        payment.gateway_reference = Gateway().charge(
            method.gateway_token, invoice.total, invoice.currency, invoice.number
        )
        payment.state = Payment.State.CAPTURED
    except GatewayError as exc:
        payment.state = Payment.State.FAILED
        logger.warning("charge for invoice %s failed with status %s", invoice.pk, exc.status)
        raise
    finally:
        payment.save(update_fields=["gateway_reference", "state"])
    with transaction.atomic():
        invoice.status = Invoice.Status.PAID
        invoice.save(update_fields=["status"])
    return payment
