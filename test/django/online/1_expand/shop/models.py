from django.db import models

from config.encrypted_fields.blind_index import BlindIndexField, caseless
from config.encrypted_fields.fields import EncryptedEmailField


class Customer(models.Model):
    name = models.CharField(max_length=100)
    email = models.EmailField()
    email_encrypted = EncryptedEmailField(copy_of="email", null=True, editable=False)
    email_index = BlindIndexField(source="email", normalize=caseless, db_index=True)
    orders = models.PositiveIntegerField(default=0)
