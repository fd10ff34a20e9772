from django.apps import apps
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.db.models.signals import m2m_changed, post_delete, post_save

from .services import Action, record

AUDITED_MODELS = (
    "accounts.User",
    "patients.Patient",
    "patients.InsurancePolicy",
    "patients.MedicalDocument",
    "appointments.Clinician",
    "appointments.Slot",
    "appointments.Appointment",
    "appointments.ConsultationNote",
    "billing.PaymentMethod",
    "billing.Invoice",
    "billing.Payment",
    "notifications.OutboxItem",
)


def _saved(sender, instance, created, update_fields=None, raw=False, **kwargs):
    if raw:
        return
    action = Action.CREATE if created else Action.UPDATE
    record(action, instance, changed=update_fields or ())


def _deleted(sender, instance, **kwargs):
    record(Action.DELETE, instance)


def _groups_changed(sender, instance, action, **kwargs):
    if action.startswith("post_"):
        record(Action.UPDATE, instance, changed=[sender._meta.model_name])


def _logged_in(sender, request, user, **kwargs):
    record(Action.LOGIN, user)


def _logged_out(sender, request, user, **kwargs):
    if user is not None:
        record(Action.LOGOUT, user)


def _login_failed(sender, credentials, **kwargs):
    record(Action.LOGIN_FAILED)


def connect() -> None:
    for label in AUDITED_MODELS:
        model = apps.get_model(label)
        post_save.connect(_saved, sender=model, dispatch_uid=f"audit-save-{label}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"audit-delete-{label}")
    user = apps.get_model("accounts.User")
    for through in (user.groups.through, user.user_permissions.through):
        m2m_changed.connect(_groups_changed, sender=through)
    user_logged_in.connect(_logged_in)
    user_logged_out.connect(_logged_out)
    user_login_failed.connect(_login_failed)
