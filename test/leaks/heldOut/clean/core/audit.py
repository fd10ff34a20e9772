"""The audit trail: who read or changed which record."""

import ipaddress
import logging

from core.context import current_actor

logger = logging.getLogger("audit")

REDACTED = "[changed]"


def _valid_address(value: str) -> str | None:
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        return None


def record(action: str, obj=None, *, changes: dict | None = None, note: str = ""):
    from core.models import AuditEvent

    actor = current_actor()
    event = AuditEvent.objects.create(
        actor_id=actor.user_id,
        address=_valid_address(actor.address),
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        changes=changes or {},
        note=note,
    )
    logger.info("%s by user %s on %s#%s", action, actor.user_id, event.object_type, event.object_id)
    return event


def record_read(obj):
    return record("read", obj)


def record_export(model, count: int):
    return record("export", note=f"{count} rows of {model._meta.label_lower}")


def diff(instance, before: dict) -> dict:
    """The changed fields of an instance, for the trail."""
    changes = {}
    plain = getattr(instance, "AUDIT_PLAIN_FIELDS", ())
    for field in instance._meta.concrete_fields:
        old, new = before.get(field.attname), getattr(instance, field.attname)
        if old == new:
            continue
        if field.name in plain:
            changes[field.name] = [str(old or ""), str(new or "")]
        else:
            changes[field.name] = REDACTED
    return changes
