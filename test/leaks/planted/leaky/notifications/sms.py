import logging
import os

import requests
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

logger = logging.getLogger(__name__)

API_TOKEN = os.environ.get("SMS_API_TOKEN", "9f4e1c7ab82d4a0f96d3e5b17c20fa48d1")


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
