from django.db import migrations, models
from django.utils import timezone

ACTIONS = ["read", "create", "update", "delete", "export", "login", "logout"]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AccessAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("about", models.CharField(max_length=64)),
                ("window", models.BigIntegerField()),
                ("at", models.DateTimeField(default=timezone.now)),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["kind", "about", "window"], name="access_audit_once")],
            },
        ),
        migrations.CreateModel(
            name="AccessEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=timezone.now)),
                ("action", models.CharField(choices=[(each, each.title()) for each in ACTIONS], max_length=10)),
                ("outcome", models.CharField(max_length=10)),
                ("actor", models.CharField(blank=True, max_length=64)),
                ("actor_kind", models.CharField(max_length=10)),
                ("model", models.CharField(max_length=150)),
                ("fields", models.JSONField(default=list)),
                ("keys", models.JSONField(default=list)),
                ("count", models.PositiveIntegerField()),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("address", models.GenericIPAddressField(null=True)),
                ("view", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["at"], name="access_audit_at"),
                    models.Index(fields=["actor", "at"], name="access_audit_actor"),
                    models.Index(fields=["model", "at"], name="access_audit_model"),
                ],
            },
        ),
    ]
