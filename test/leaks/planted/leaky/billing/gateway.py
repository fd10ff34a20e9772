from dataclasses import dataclass, field

import requests
from django.conf import settings
from django.views.decorators.debug import sensitive_variables


class GatewayError(Exception):
    public_code = "gateway-error"

    def __init__(self, status: int, message: str = ""):
        self.status = status
        super().__init__(message or f"gateway answered {status}")


@dataclass(frozen=True)
class GatewayConfig:
    url: str
    merchant: str
    api_key: str
    webhook_secret: str = field(repr=False)
    timeout: int = 15


def load_config() -> GatewayConfig:
    return GatewayConfig(
        url=settings.GATEWAY_URL,
        merchant=settings.GATEWAY_MERCHANT,
        api_key=settings.GATEWAY_API_KEY,
        webhook_secret=settings.GATEWAY_WEBHOOK_SECRET,
    )


class Gateway:
    def __init__(self, config: GatewayConfig | None = None):
        self.config = config or load_config()

    @sensitive_variables()
    def _post(self, path: str, body: dict) -> dict:
        response = requests.post(
            f"{self.config.url}/{path}",
            json={"merchant": self.config.merchant, **body},
            headers={"Authorization": f"Bearer {self.config.api_key}"},
            timeout=self.config.timeout,
        )
        answer = response.json()
        if response.status_code >= 400:
            raise GatewayError(response.status_code)
        return answer

    @sensitive_variables()
    def charge(self, token: str, amount, currency: str, reference: str) -> str:
        answer = self._post(
            "charges",
            {"source": token, "amount": str(amount), "currency": currency, "reference": reference},
        )
        return answer["id"]

    @sensitive_variables()
    def register_debit(self, iban: str, holder: str) -> str:
        return self._post("mandates", {"iban": iban, "holder": holder})["token"]
