from django.db import migrations, models

from ..models import TokenValueField, ValueHashField, new_token


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "token",
                    models.CharField(
                        default=new_token, editable=False, max_length=40, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("value", TokenValueField()),
                ("value_hash", ValueHashField(copy_of="value", editable=False, max_length=64, null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.UniqueConstraint(
                fields=("kind", "value_hash"), name="encrypted_fields_one_token_a_value"
            ),
        ),
    ]
