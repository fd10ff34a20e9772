from rest_framework.response import Response

TITLES = {
    400: "The request could not be understood.",
    409: "The request conflicts with existing data.",
    502: "The payment service is not available.",
}


def problem(exc: Exception, status: int) -> Response:
    body = {"title": TITLES.get(status, "Error"), "status": status}
    body["code"] = getattr(exc, "public_code", "unavailable")
    return Response(body, status=status)
