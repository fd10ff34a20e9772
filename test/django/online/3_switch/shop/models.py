from django.db import models

from config.encrypted_fields.blind_index import BlindIndexField, caseless
from config.encrypted_fields.copies import PlainEmailField
from config.encrypted_fields.fields import EncryptedEmailField


class Customer(models.Model):
    name = models.CharField(max_length=100)
    email = EncryptedEmailField(db_column="email_encrypted", null=True)
    email_plain = PlainEmailField(copy_of="email", db_column="email", null=True, editable=False)
    email_index = BlindIndexField(source="email", normalize=caseless, db_index=True)
    orders = models.PositiveIntegerField(default=0)
