import logging

from .context import current
from .models import AuditEvent

logger = logging.getLogger("audit")

Action = AuditEvent.Action


def record(action, obj=None, *, model=None, changed=(), count: int | None = None) -> AuditEvent:
    context = current.get()
    kind = model or (type(obj) if obj is not None else None)
    event = AuditEvent.objects.create(
        actor_pk=context.actor_pk,
        action=action,
        object_type=kind._meta.label if kind else "",
        object_pk=str(obj.pk) if obj is not None else "",
        changed_fields=sorted(changed),
        row_count=count,
        address_prefix=context.address_prefix,
        request_id=context.request_id,
    )
    logger.info("%s %s %s by %s", action, event.object_type, event.object_pk, event.actor_pk)
    return event


def record_read(obj) -> None:
    record(Action.READ, obj)


def record_list(model, count: int) -> None:
    record(Action.LIST, model=model, count=count)
