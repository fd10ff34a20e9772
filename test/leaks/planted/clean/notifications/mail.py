import logging

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

logger = logging.getLogger(__name__)

SUBJECTS = {
    "verify": "Please confirm your e-mail address",
    "appointment_reminder": "Your appointment tomorrow",
    "appointment_cancelled": "Your appointment was cancelled",
    "invoice_ready": "A new invoice is ready",
}


def verification_link(user) -> str:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("accounts:verify", args=[uid, default_token_generator.make_token(user)])
    return f"{settings.PUBLIC_BASE_URL}{path}"


def send(user, template: str, context: dict | None = None) -> None:
    values = {"base_url": settings.PUBLIC_BASE_URL, **(context or {})}
    if template == "verify":
        values["link"] = verification_link(user)
    body = render_to_string(f"notifications/{template}.txt", values)
    EmailMessage(SUBJECTS[template], body, to=[user.email]).send()
    logger.info("email sent, template=%s user=%s", template, user.pk)
