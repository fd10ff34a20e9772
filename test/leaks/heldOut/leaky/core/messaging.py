import logging

import requests
from django.conf import settings
from django.core.mail import send_mail
from django.views.decorators.debug import sensitive_variables

logger = logging.getLogger(__name__)

TIMEOUT = 10


def send_plain_email(recipient, subject: str, body: str) -> bool:
    if not recipient.email:
        logger.info("No email address for %s %s", recipient._meta.model_name, recipient.pk)
        return False
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [recipient.email])
    logger.info("Email sent to %s %s", recipient._meta.model_name, recipient.pk)
    return True


@sensitive_variables("number", "text")
def send_sms(number: str, text: str) -> bool:
    if not number:
        return False
    response = requests.post(
        settings.SMS_GATEWAY_URL,
        json={"to": number, "text": text},
        headers={"Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"},
        timeout=TIMEOUT,
    )
    logger.info("SMS gateway answered %s for a text of %d characters", response.status_code, len(text))
    return response.ok
