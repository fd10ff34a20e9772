import logging
import time

import sentry_sdk

logger = logging.getLogger("clinic.timing")


def _report_identity(user) -> dict:
    identity = {"id": user.pk, "role": user.role}
    identity["verified"] = user.has_verified_email
    return identity


class ErrorReportUserMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            sentry_sdk.set_user(_report_identity(request.user))
        return self.get_response(request)


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        logger.info(
            "%s %s %s %.0fms",
            request.method,
            match.view_name if match else "-",
            response.status_code,
            (time.monotonic() - started) * 1000,
        )
        return response
