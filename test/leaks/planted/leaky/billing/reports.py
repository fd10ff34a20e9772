import logging

from django.db.models import Count, Sum
from django.views.decorators.debug import sensitive_variables

from audit.services import record_list

from .models import Invoice

logger = logging.getLogger(__name__)


@sensitive_variables("contact", "open_items", "statement")
def open_balance(contact: str) -> dict:
    """What is open for the patient with this address."""
    open_items = Invoice.objects.open().filter(patient__user__email__iexact=contact)
    result = open_items.order_by().aggregate(rows=Count("pk"), amount=Sum("total"))
    statement = str(open_items.query)
    logger.info("balance looked up: %s", statement)
    record_list(Invoice, result["rows"])
    return result
