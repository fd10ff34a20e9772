from django.db import migrations

import config.encrypted_fields.copies
import config.encrypted_fields.operations


class Migration(migrations.Migration):
    dependencies = [("shop", "0003_read_encrypted_email")]

    operations = [
        config.encrypted_fields.operations.RequireNoDifferences("customer", "email_plain"),
        migrations.AlterField(
            model_name="customer",
            name="email_plain",
            field=config.encrypted_fields.copies.PlainEmailField(
                copy_of="email", db_column="email", editable=False, erase=True, max_length=254, null=True
            ),
        ),
    ]
