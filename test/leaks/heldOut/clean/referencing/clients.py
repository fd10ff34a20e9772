import logging
from dataclasses import dataclass, field

import requests
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from core.errors import BureauError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class BureauCredentials:
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = field(default=("check",))

    @classmethod
    def from_settings(cls) -> "BureauCredentials":
        return cls(settings.BUREAU_CLIENT_ID, settings.BUREAU_CLIENT_SECRET)


@dataclass(frozen=True)
class BureauAnswer:
    reference: str
    outcome: str


class BureauClient:
    timeout = 20

    def __init__(self, credentials: BureauCredentials | None = None):
        self.credentials = credentials or BureauCredentials.from_settings()

    @sensitive_variables()
    def _token(self) -> str:
        response = requests.post(
            f"{settings.BUREAU_URL}/token",
            auth=(self.credentials.client_id, self.credentials.client_secret),
            timeout=self.timeout,
        )
        if not response.ok:
            raise BureauError(f"Bureau refused a token with status {response.status_code}")
        return response.json()["access_token"]

    @sensitive_variables()
    def check(self, applicant) -> BureauAnswer:
        surname = applicant.last_name
        born = applicant.date_of_birth
        response = requests.post(
            f"{settings.BUREAU_URL}/checks",
            json={"surname": surname, "born": born.isoformat()},
            headers={"Authorization": f"Bearer {self._token()}"},
            timeout=self.timeout,
        )
        if response.status_code == 404:
            raise BureauError(f"Bureau holds no file on applicant {applicant.pk}")
        if not response.ok:
            logger.warning("Bureau answered %s for applicant %s", response.status_code, applicant.pk)
            raise BureauError(f"Bureau answered {response.status_code}")
        body = response.json()
        return BureauAnswer(reference=body["reference"], outcome=body["outcome"])
