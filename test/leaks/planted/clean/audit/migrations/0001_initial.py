from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('actor_pk', models.BigIntegerField(null=True)),
                ('action', models.CharField(choices=[('create', 'Create'), ('update', 'Update'), ('delete', 'Delete'), ('read', 'Read'), ('list', 'List'), ('export', 'Export'), ('bulk', 'Bulk'), ('login', 'Login'), ('logout', 'Logout'), ('login-failed', 'Login Failed'), ('password-changed', 'Password Changed'), ('email-changed', 'Email Changed')], max_length=20)),
                ('object_type', models.CharField(blank=True, max_length=80)),
                ('object_pk', models.CharField(blank=True, max_length=40)),
                ('changed_fields', models.JSONField(default=list)),
                ('row_count', models.PositiveIntegerField(null=True)),
                ('address_prefix', models.GenericIPAddressField(null=True)),
                ('request_id', models.CharField(blank=True, max_length=32)),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['object_type', 'object_pk'], name='audit_audit_object__7adfb8_idx')],
            },
        ),
    ]
