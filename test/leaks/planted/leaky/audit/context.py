import contextvars
from dataclasses import dataclass


@dataclass(frozen=True)
class AuditContext:
    actor_pk: int | None = None
    address_prefix: str | None = None
    request_id: str = ""


current: contextvars.ContextVar[AuditContext] = contextvars.ContextVar(
    "audit_context", default=AuditContext()
)
