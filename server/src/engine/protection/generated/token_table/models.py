"""The table of tokens: which value each of them stands for. It is asked by the functions in ``tokens``."""

import hashlib
import hmac
import secrets

from django.db import models

from .copies import FollowerMixin
from .fields import EncryptedTextField
from .keys import decrypt, derived_keys, encrypt, is_token


def new_token():
    return "tok_" + secrets.token_hex(16)


def hashes_of(value):
    """Keyed hashes by which a value is found, the first under the key that encrypts."""
    return [hmac.new(key, value.encode(), hashlib.sha256).hexdigest() for key in derived_keys("token")]


class TokenValueField(EncryptedTextField):
    """Ciphertext in dumps and fixtures as well, which plain values have no business in."""

    def value_to_string(self, obj):
        return encrypt(self.value_from_object(obj))

    def to_python(self, value):
        return decrypt(value) if is_token(value) else super().to_python(value)


class ValueHashField(FollowerMixin, models.CharField):
    """Written with the value, so that it is always under the key that the value is encrypted with."""

    def value_beside(self, value):
        return None if value is None else hashes_of(value)[0]


class Token(models.Model):
    token = models.CharField(max_length=40, primary_key=True, default=new_token, editable=False)
    kind = models.CharField(max_length=40)
    value = TokenValueField()
    value_hash = ValueHashField(copy_of="value", max_length=64, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value_hash"], name="encrypted_fields_one_token_a_value")
        ]

    def __str__(self):
        return self.token
