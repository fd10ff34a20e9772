"""The app's configuration, and the system checks of the keys."""

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks

from .keys import MAKE_A_KEY, problem_with


class EncryptedFieldsConfig(AppConfig):
    name = __package__
    verbose_name = "Encrypted fields"

    def ready(self):
        from .stored import check_stored

        checks.register(check_keys)
        checks.register(check_stored, checks.Tags.database)


def check_keys(app_configs, **kwargs):
    """Errors where the project has fields that need keys, and no keys for them."""
    from .blind_index import BlindIndexField
    from .fields import EncryptedFieldMixin

    # Those of the app are of its tests, which bring their keys.
    models = [model for model in apps.get_models() if model._meta.app_label != "encrypted_fields"]
    fields = [field for model in models for field in model._meta.local_fields]
    errors = []
    for kind, setting in ((EncryptedFieldMixin, "FIELD_ENCRYPTION_KEYS"), (BlindIndexField, "FIELD_BLIND_INDEX_KEYS")):
        problem = problem_with(setting)
        if problem is not None and any(isinstance(field, kind) for field in fields):
            errors.append(checks.Error(problem, hint="Make a key: " + MAKE_A_KEY, id="encrypted_fields.E001"))
    if set(_listed("FIELD_ENCRYPTION_KEYS")) & set(_listed("FIELD_BLIND_INDEX_KEYS")):
        message = "A key of blind indexes is a key of encrypted fields, too."
        errors.append(checks.Error(message, id="encrypted_fields.E006"))
    return errors


def _listed(setting):
    keys = getattr(settings, setting, None)
    return [key for key in keys if isinstance(key, (str, bytes))] if isinstance(keys, (list, tuple)) else []
