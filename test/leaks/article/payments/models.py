from django.db import models
from django_extensions.db.fields import RandomCharField
from encrypted_fields import EncryptedCharField


class CreditCard(models.Model):
    card_number = EncryptedCharField(max_length=16)
    expiration_date = models.DateField()


class TokenizedData(models.Model):
    sensitive_data = RandomCharField(length=32, unique=True)
