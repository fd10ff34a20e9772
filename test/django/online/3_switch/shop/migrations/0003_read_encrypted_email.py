from django.db import migrations, models

import config.encrypted_fields.copies
import config.encrypted_fields.fields


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_add_encrypted_email")]

    operations = [
        migrations.AlterField(
            model_name="customer",
            name="email",
            field=models.EmailField(max_length=254, null=True),
        ),
        # The columns stay as they are: only the fields change names.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField(model_name="customer", old_name="email", new_name="email_plain"),
                migrations.RenameField(model_name="customer", old_name="email_encrypted", new_name="email"),
                migrations.AlterField(
                    model_name="customer",
                    name="email",
                    field=config.encrypted_fields.fields.EncryptedEmailField(
                        db_column="email_encrypted", max_length=254, null=True
                    ),
                ),
                migrations.AlterField(
                    model_name="customer",
                    name="email_plain",
                    field=config.encrypted_fields.copies.PlainEmailField(
                        copy_of="email", db_column="email", editable=False, max_length=254, null=True
                    ),
                ),
            ],
        ),
    ]
