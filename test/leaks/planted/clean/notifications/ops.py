import logging

import requests
from django.conf import settings

logger = logging.getLogger(__name__)


def post_to_chat(text: str) -> None:
    if not settings.OPS_CHAT_URL:
        logger.debug("no chat configured, %d characters dropped", len(text))
        return
    requests.post(settings.OPS_CHAT_URL, json={"text": text}, timeout=5)
