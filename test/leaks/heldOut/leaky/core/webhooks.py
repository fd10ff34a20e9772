import json
import logging

import requests
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict

logger = logging.getLogger(__name__)


def post_event(name: str, payload: dict) -> int:
    response = requests.post(
        settings.PARTNER_WEBHOOK_URL,
        data=json.dumps({"event": name, "data": payload}, cls=DjangoJSONEncoder),
        headers={"Content-Type": "application/json"},
        timeout=10,
    )
    logger.info("Webhook %s answered %s", name, response.status_code)
    return response.status_code


def tenancy_payload(tenancy) -> dict:
    return model_to_dict(tenancy, fields=["id", "state", "start_date", "end_date"])
