import logging

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from audit.services import Action, record
from notifications.tasks import send_template_mail

from .models import User
from .throttle import over_limit

logger = logging.getLogger(__name__)


@sensitive_variables("data", "address")
def start_signup(data: dict) -> User | None:
    """Create an inactive account, or return None when there is one already."""
    address = User.objects.normalize_email(data["email"]).lower()
    if over_limit("signup", address):
        logger.warning("signup throttled for one address")
        raise PermissionDenied("Too many attempts.")
    if User.objects.filter(email=address).exists():
        logger.info("signup repeated for %s", address)
        return None
    user = User.objects.create_user(address, data["password"], is_active=False)
    transaction.on_commit(lambda: send_template_mail.delay(user.pk, "verify"))
    logger.info("signup started for user %s", user.pk)
    return user


@sensitive_variables("address", "previous", "note")
def change_email(user: User, address: str) -> None:
    previous = user.email
    address = User.objects.normalize_email(address).lower()
    if address == previous:
        return
    user.email = address
    user.email_verified_at = None
    user.save(update_fields=["email", "email_verified_at"])
    note = "email {} -> {}".format(previous, address)
    record(Action.EMAIL_CHANGED, user, changed=[note])
    transaction.on_commit(lambda: send_template_mail.delay(user.pk, "verify"))
    logger.info("email changed, verified=%s", user.has_verified_email)


def mark_verified(user: User, moment) -> None:
    user.email_verified_at = moment
    user.is_active = True
    user.save(update_fields=["email_verified_at", "is_active"])
