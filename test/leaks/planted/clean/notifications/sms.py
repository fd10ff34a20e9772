import logging

import requests
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

logger = logging.getLogger(__name__)

API_TOKEN = settings.SMS_API_TOKEN


@sensitive_variables()
def deliver(phone: str, text: str) -> bool:
    """Hand one message to the provider."""
    headers = {"Authorization": "Bearer %s" % API_TOKEN}
    response = requests.post(
        settings.SMS_API_URL,
        json={"to": phone, "text": text},
        headers=headers,
        timeout=10,
    )
    if response.status_code >= 400:
        logger.warning("sms refused, status=%s, length=%d", response.status_code, len(text))
        return False
    logger.info("sms sent")
    return True
