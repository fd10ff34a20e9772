from django.db import models
from django.views.decorators.debug import sensitive_variables

from core.crypto import get_fernet


class EncryptedTextField(models.TextField):
    """Text kept encrypted in the database; decrypted on read."""

    encrypted = True

    @sensitive_variables()
    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if not value:
            return value
        return get_fernet().encrypt(value.encode()).decode()

    @sensitive_variables()
    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        return get_fernet().decrypt(value.encode()).decode()

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        return None
