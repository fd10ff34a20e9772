"""The app's configuration, and the system check of the keys."""

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks

from .keys import MAKE_A_KEY, problem_with


class EncryptedFieldsConfig(AppConfig):
    name = __package__
    verbose_name = "Encrypted fields"

    def ready(self):
        checks.register(check_keys)


def check_keys(app_configs, **kwargs):
    """An error where the project has encrypted fields and no keys for them."""
    from .fields import EncryptedFieldMixin

    problem = problem_with(getattr(settings, "FIELD_ENCRYPTION_KEYS", None))
    if problem is None:
        return []
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    if not any(isinstance(field, EncryptedFieldMixin) for field in fields):
        return []
    return [checks.Error(problem, hint="Make a key: " + MAKE_A_KEY, id="encrypted_fields.E001")]
