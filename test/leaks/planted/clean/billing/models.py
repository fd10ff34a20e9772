from django.db import models
from django.utils import timezone

from appointments.models import Appointment
from common.fields import EncryptedTextField
from common.text import mask
from patients.models import Patient


class PaymentMethod(models.Model):
    class Kind(models.TextChoices):
        CARD = "card"
        DEBIT = "debit"

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="payment_methods")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    gateway_token = EncryptedTextField(blank=True)
    iban = EncryptedTextField(blank=True)
    account_holder = EncryptedTextField(blank=True)
    last4 = models.CharField(max_length=4, blank=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def iban_masked(self) -> str:
        return mask(self.iban, keep=4)


class InvoiceQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status__in=[Invoice.Status.SENT, Invoice.Status.REMINDED])

    def overdue(self, day=None):
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def visible_to(self, user):
        if user.role == user.Role.FINANCE:
            return self
        return self.filter(patient__user=user)


class Invoice(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft"
        SENT = "sent"
        REMINDED = "reminded"
        PAID = "paid"

    number = models.CharField(max_length=20, unique=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="invoices")
    appointment = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.PROTECT)
    treatment = EncryptedTextField(blank=True)
    refund_iban = EncryptedTextField(blank=True)
    total = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    issued_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"Invoice {self.number}"


class Payment(models.Model):
    class State(models.TextChoices):
        PENDING = "pending"
        CAPTURED = "captured"
        FAILED = "failed"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    method = models.ForeignKey(PaymentMethod, null=True, on_delete=models.SET_NULL)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    gateway_reference = models.CharField(max_length=40, unique=True, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Payment #{self.pk} ({self.state})"
