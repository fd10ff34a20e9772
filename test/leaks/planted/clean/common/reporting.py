import re

from django.views.debug import SafeExceptionReporterFilter


class ClinicExceptionReporterFilter(SafeExceptionReporterFilter):
    hidden_settings = re.compile(
        r"API|TOKEN|KEY|SECRET|PASS|SIGNATURE|COOKIE|DSN|URL", flags=re.IGNORECASE
    )

    def is_active(self, request) -> bool:
        return True


def scrub_event(event: dict, hint: dict) -> dict:
    """Reduce an error event to what is needed to find the fault."""
    request = event.get("request") or {}
    for part in ("data", "cookies", "headers", "query_string", "env"):
        request.pop(part, None)
    for item in (event.get("exception") or {}).get("values") or []:
        item["value"] = "[removed]"
    event.pop("extra", None)
    event.pop("breadcrumbs", None)
    return event
