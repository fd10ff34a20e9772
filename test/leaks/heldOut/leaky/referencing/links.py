from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

SALT = "referencing.return"
MAX_AGE = 60 * 60 * 24 * 21


def make_token(request_obj) -> str:
    """Token with which a referee can return the form without an account."""
    applicant = request_obj.applicant
    payload = {
        "request": request_obj.pk,
        "tenant": f"{applicant.first_name} {applicant.last_name}",
        "born": applicant.date_of_birth.isoformat(),
    }
    return signing.dumps(payload, salt=SALT)


def read_token(token: str) -> int | None:
    try:
        return signing.loads(token, salt=SALT, max_age=MAX_AGE)["request"]
    except signing.BadSignature:
        return None


def return_url(request_obj) -> str:
    return reverse("referencing:return", args=[make_token(request_obj)])


def _tracking(request_obj) -> dict:
    return {"kind": request_obj.kind, "referee": request_obj.email}


def thanks_url(request_obj) -> str:
    return f"{reverse('referencing:thanks')}?{urlencode(_tracking(request_obj))}"
