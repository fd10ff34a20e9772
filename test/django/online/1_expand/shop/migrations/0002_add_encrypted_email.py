from django.db import migrations

import config.encrypted_fields.blind_index
import config.encrypted_fields.fields
import config.encrypted_fields.operations


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]

    operations = [
        config.encrypted_fields.operations.AddFieldOnce(
            model_name="customer",
            name="email_encrypted",
            field=config.encrypted_fields.fields.EncryptedEmailField(
                copy_of="email", editable=False, max_length=254, null=True
            ),
        ),
        config.encrypted_fields.operations.AddFieldOnce(
            model_name="customer",
            name="email_index",
            field=config.encrypted_fields.blind_index.BlindIndexField(
                db_index=True, normalize=config.encrypted_fields.blind_index.caseless, source="email"
            ),
        ),
    ]
