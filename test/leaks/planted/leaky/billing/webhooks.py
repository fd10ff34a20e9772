import hashlib
import hmac
import json
import logging

from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from .gateway import load_config
from .models import Payment

logger = logging.getLogger(__name__)

KNOWN = {"charge.captured": Payment.State.CAPTURED, "charge.failed": Payment.State.FAILED}


@sensitive_variables()
def _signed(raw: bytes, signature: str) -> bool:
    secret = load_config().webhook_secret
    if not secret:
        return False
    expected = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)


@csrf_exempt
@require_POST
@sensitive_variables("raw", "event")
def gateway_webhook(request):
    raw = request.body
    if not _signed(raw, request.headers.get("X-Gateway-Signature", "")):
        logger.warning("gateway event with a wrong signature, %d bytes", len(raw))
        return HttpResponseBadRequest("bad signature")
    event = json.loads(raw)
    kind = event.get("type")
    logger.info("gateway event received: %s", event)
    if kind not in KNOWN:
        return HttpResponse(status=204)
    payment = Payment.objects.filter(gateway_reference=event["data"]["id"]).first()
    if payment is None:
        logger.warning("gateway event for an unknown payment")
        return HttpResponse(status=204)
    payment.state = KNOWN[kind]
    payment.save(update_fields=["state"])
    return HttpResponse(status=204)
