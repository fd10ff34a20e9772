import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.fields
import patients.storage


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Patient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('date_of_birth', models.DateField()),
                ('phone', models.CharField(blank=True, help_text='For example +44 20 7946 0000', max_length=30)),
                ('national_id', common.fields.EncryptedTextField(blank=True)),
                ('national_id_digest', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('language', models.CharField(default='en', max_length=8)),
                ('risk_flag', models.BooleanField(default=False)),
                ('staff_notes', common.fields.EncryptedTextField(blank=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='patient', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='MedicalDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('referral', 'Referral'), ('lab', 'Lab'), ('imaging', 'Imaging')], max_length=20)),
                ('file', models.FileField(storage=patients.storage.private_storage, upload_to=patients.storage.document_path)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='patients.patient')),
            ],
        ),
        migrations.CreateModel(
            name='InsurancePolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('insurer', models.CharField(max_length=80)),
                ('number', common.fields.EncryptedTextField()),
                ('number_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policies', to='patients.patient')),
            ],
        ),
    ]
