import uuid

from django.conf import settings
from django.db import models

from common.fields import EncryptedTextField
from patients.models import Patient


class Clinician(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clinician"
    )
    display_name = models.CharField(max_length=120)
    specialty = models.CharField(max_length=80)
    bio = models.TextField(blank=True)
    private_phone = models.CharField(max_length=30, blank=True)
    accepts_new = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.display_name


class Slot(models.Model):
    clinician = models.ForeignKey(Clinician, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["clinician", "starts_at"], name="slot_once")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class AppointmentQuerySet(models.QuerySet):
    def booked(self):
        return self.filter(state=Appointment.State.BOOKED)

    def starting_between(self, start, end):
        return self.filter(slot__starts_at__gte=start, slot__starts_at__lt=end)

    def visible_to(self, user):
        if user.role == user.Role.CLINICIAN:
            return self.filter(slot__clinician__user=user)
        return self.filter(patient__user=user)


class Appointment(models.Model):
    class State(models.TextChoices):
        BOOKED = "booked"
        CANCELLED = "cancelled"
        DONE = "done"

    class Channel(models.TextChoices):
        VIDEO = "video"
        CLINIC = "clinic"

    public_ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="appointments")
    slot = models.OneToOneField(Slot, on_delete=models.PROTECT, related_name="appointment")
    state = models.CharField(max_length=12, choices=State.choices, default=State.BOOKED)
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.VIDEO)
    reason = EncryptedTextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["slot__starts_at"]

    def __str__(self) -> str:
        return f"Appointment {self.public_ref} ({self.state})"


class ConsultationNote(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft"
        SIGNED = "signed"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Clinician, on_delete=models.PROTECT)
    body = EncryptedTextField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Note #{self.pk}"
