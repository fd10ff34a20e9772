import logging

import requests
from django.conf import settings

from .crypto import short_digest

logger = logging.getLogger(__name__)


def track(user_pk: int, event: str, props: dict | None = None) -> None:
    if not settings.ANALYTICS_URL:
        return
    payload = {"user": short_digest(str(user_pk), "analytics"), "event": event, "props": props or {}}
    try:
        requests.post(
            settings.ANALYTICS_URL,
            json=payload,
            headers={"Authorization": f"Bearer {settings.ANALYTICS_WRITE_KEY}"},
            timeout=3,
        )
    except requests.RequestException as exc:
        logger.warning("analytics event %s not sent: %s", event, type(exc).__name__)
