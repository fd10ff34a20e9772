import uuid

from common.ip import address_prefix, client_address

from .context import AuditContext, current


class AuditContextMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = getattr(request, "user", None)
        token = current.set(
            AuditContext(
                actor_pk=user.pk if user and user.is_authenticated else None,
                address_prefix=address_prefix(client_address(request)),
                request_id=uuid.uuid4().hex,
            )
        )
        try:
            return self.get_response(request)
        finally:
            current.reset(token)
