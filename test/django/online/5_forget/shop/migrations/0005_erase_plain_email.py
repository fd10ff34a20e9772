from django.db import migrations

import config.encrypted_fields.operations


class Migration(migrations.Migration):
    # In short transactions, so that nobody has to wait.
    atomic = False

    dependencies = [("shop", "0004_stop_writing_plain_email")]

    operations = [
        config.encrypted_fields.operations.ErasePlain("customer", "email_plain"),
        # The column goes once no process that knows it is left.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="customer", name="email_plain")],
        ),
    ]
