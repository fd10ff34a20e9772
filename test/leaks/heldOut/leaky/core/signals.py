from django.apps import apps
from django.db.models.signals import post_delete, post_init, post_save

from core import audit

AUDITED = (
    "lettings.Landlord",
    "lettings.Property",
    "applicants.Applicant",
    "applicants.BankAccount",
    "applicants.Guarantor",
    "applicants.IdentityDocument",
    "referencing.ReferenceRequest",
    "referencing.CreditCheck",
    "tenancies.Tenancy",
    "tenancies.Deposit",
)


def _loaded(instance) -> dict:
    deferred = instance.get_deferred_fields()
    return {
        field.attname: getattr(instance, field.attname)
        for field in instance._meta.concrete_fields
        if field.attname not in deferred
    }


def remember(sender, instance, **kwargs):
    instance._audit_before = _loaded(instance) if instance.pk else {}


def on_save(sender, instance, created, raw=False, **kwargs):
    if raw:
        return
    if created:
        audit.record("create", instance)
    else:
        audit.record("update", instance, changes=audit.diff(instance, instance._audit_before))
    instance._audit_before = _loaded(instance)


def on_delete(sender, instance, **kwargs):
    audit.record("delete", instance)


def connect():
    for label in AUDITED:
        model = apps.get_model(label)
        post_init.connect(remember, sender=model, dispatch_uid=f"audit-init-{label}")
        post_save.connect(on_save, sender=model, dispatch_uid=f"audit-save-{label}")
        post_delete.connect(on_delete, sender=model, dispatch_uid=f"audit-delete-{label}")
