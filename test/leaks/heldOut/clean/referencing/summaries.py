"""Short summaries of returned references, written by the language model."""

import logging

import requests
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

logger = logging.getLogger(__name__)

INSTRUCTION = "Summarise this tenancy reference in two sentences for a letting negotiator."


@sensitive_variables()
def build_prompt(request_obj) -> str:
    facts = [
        f"Kind: {request_obj.get_kind_display()}",
        f"Months known: {request_obj.months_known}",
        f"Arrears: {request_obj.had_arrears}",
        f"Would recommend: {request_obj.would_recommend}",
    ]
    return "\n".join([INSTRUCTION, *facts])


@sensitive_variables()
def summarise(request_obj) -> str:
    prompt = build_prompt(request_obj)
    response = requests.post(
        settings.SUMMARY_MODEL_URL,
        json={"prompt": prompt, "max_tokens": 120},
        headers={"Authorization": f"Bearer {settings.SUMMARY_MODEL_TOKEN}"},
        timeout=30,
    )
    logger.info("Summary of reference %s: %s, %d characters in", request_obj.pk, response.status_code, len(prompt))
    if not response.ok:
        return ""
    return response.json().get("text", "")
