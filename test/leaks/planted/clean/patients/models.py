import uuid

from django.conf import settings
from django.db import models

from common.crypto import keyed_digest
from common.fields import EncryptedTextField
from common.text import mask

from .storage import document_path, private_storage


class PatientQuerySet(models.QuerySet):
    def for_staff(self, user):
        """Patients that the given clinician treats."""
        if user.role == user.Role.CLINICIAN:
            return self.filter(appointments__slot__clinician__user=user).distinct()
        return self.none()


class Patient(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="patient"
    )
    public_ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    date_of_birth = models.DateField()
    phone = models.CharField(max_length=30, blank=True, help_text="For example +44 20 7946 0000")
    national_id = EncryptedTextField(blank=True)
    national_id_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)
    language = models.CharField(max_length=8, default="en")
    risk_flag = models.BooleanField(default=False)
    staff_notes = EncryptedTextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PatientQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Patient {self.public_ref}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def label(self) -> str:
        return f"{self.last_name}, {self.first_name} ({self.date_of_birth:%d.%m.%Y})"

    @property
    def national_id_masked(self) -> str:
        return mask(self.national_id)

    def save(self, *args, **kwargs):
        self.national_id_digest = (
            keyed_digest(self.national_id, "national-id") if self.national_id else None
        )
        super().save(*args, **kwargs)


class InsurancePolicy(models.Model):
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="policies")
    insurer = models.CharField(max_length=80)
    number = EncryptedTextField()
    number_digest = models.CharField(max_length=64, unique=True, editable=False)
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Policy #{self.pk}"


class MedicalDocument(models.Model):
    class Kind(models.TextChoices):
        REFERRAL = "referral"
        LAB = "lab"
        IMAGING = "imaging"

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="documents")
    public_ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    file = models.FileField(upload_to=document_path, storage=private_storage)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Document {self.public_ref}"
