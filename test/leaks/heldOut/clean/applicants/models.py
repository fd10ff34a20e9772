from django.db import models
from django.urls import reverse
from django.utils import timezone

from applicants.managers import ApplicantQuerySet
from applicants.utils import identity_document_path
from core.crypto import lookup_digest
from core.errors import TransitionError
from core.fields import EncryptedTextField
from core.masking import mask
from core.storage import private_storage


class Applicant(models.Model):
    class State(models.TextChoices):
        STARTED = "started", "Started"
        SUBMITTED = "submitted", "Submitted"
        REFERENCING = "referencing", "Referencing"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CLOSED = "closed", "Closed"

    NEXT_STATES = {
        State.STARTED: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.REFERENCING, State.WITHDRAWN},
        State.REFERENCING: {State.APPROVED, State.DECLINED, State.WITHDRAWN},
        State.APPROVED: {State.CLOSED, State.WITHDRAWN},
    }

    reference = models.CharField(max_length=12, unique=True, editable=False)
    branch = models.ForeignKey("lettings.Branch", on_delete=models.PROTECT, related_name="applicants")
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=20, blank=True)
    date_of_birth = models.DateField()
    national_insurance_number = EncryptedTextField("NI number", blank=True)
    ni_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    annual_income = models.PositiveIntegerField(null=True, blank=True)
    employment = models.CharField(
        max_length=12,
        choices=[("employed", "Employed"), ("self", "Self-employed"), ("student", "Student"), ("other", "Other")],
        default="employed",
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.STARTED)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    AUDIT_PLAIN_FIELDS = ("state",)

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.reference

    def save(self, *args, **kwargs):
        if self.national_insurance_number:
            self.ni_digest = lookup_digest(self.national_insurance_number)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("applicants:detail", args=[self.reference])

    @property
    def masked_ni_number(self) -> str:
        return mask(self.national_insurance_number)

    def move_to(self, state: str) -> None:
        if state not in self.NEXT_STATES.get(self.state, set()):
            raise TransitionError(f"{self.state} -> {state} is not allowed")
        self.state = state
        if state in {self.State.DECLINED, self.State.WITHDRAWN, self.State.CLOSED}:
            self.closed_at = timezone.now()
        self.save(update_fields=["state", "closed_at"])


class BankAccount(models.Model):
    applicant = models.OneToOneField(Applicant, on_delete=models.CASCADE, related_name="bank_account")
    holder = models.CharField(max_length=120)
    sort_code = EncryptedTextField()
    account_number = EncryptedTextField()
    verified_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"Bank account {self.pk}"

    @property
    def masked_number(self) -> str:
        return mask(self.account_number)

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class Guarantor(models.Model):
    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="guarantors")
    full_name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=20, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    annual_income = models.PositiveIntegerField(null=True, blank=True)
    relationship = models.CharField(max_length=30)
    agreed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"Guarantor {self.pk}"


class IdentityDocument(models.Model):
    class Kind(models.TextChoices):
        PASSPORT = "passport", "Passport"
        LICENCE = "licence", "Driving licence"
        PERMIT = "permit", "Residence permit"

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.FileField(storage=private_storage, upload_to=identity_document_path)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.get_kind_display()} of {self.applicant.reference}"
