from django.db import migrations

import config.encrypted_fields.copies
import config.encrypted_fields.fields
import config.encrypted_fields.operations


class Migration(migrations.Migration):
    dependencies = [("shop", "0005_erase_plain_email")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    model_name="customer",
                    name="email_plain",
                    field=config.encrypted_fields.copies.PlainEmailField(
                        copy_of="email", db_column="email", editable=False, erase=True, max_length=254, null=True
                    ),
                ),
            ],
        ),
        config.encrypted_fields.operations.RequireNoDifferences("customer", "email_plain"),
        config.encrypted_fields.operations.RemoveFieldOnce(model_name="customer", name="email_plain"),
        migrations.AlterField(
            model_name="customer",
            name="email",
            field=config.encrypted_fields.fields.EncryptedEmailField(db_column="email_encrypted", max_length=254),
        ),
    ]
