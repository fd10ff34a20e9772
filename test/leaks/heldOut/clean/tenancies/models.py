from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.errors import TransitionError


class TenancyQuerySet(models.QuerySet):
    def for_user(self, user):
        if user.is_head_office:
            return self
        return self.filter(property__branch_id=user.branch_id)

    def ending_between(self, first, last):
        return self.filter(state=Tenancy.State.RUNNING, end_date__range=(first, last))

    def expired(self):
        limit = timezone.localdate() - timedelta(days=settings.DATA_RETENTION["ended_tenancies_days"])
        return self.filter(state=Tenancy.State.ENDED, end_date__lt=limit)


class Tenancy(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SIGNED = "signed", "Signed"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    property = models.ForeignKey("lettings.Property", on_delete=models.PROTECT, related_name="tenancies")
    lead_applicant = models.ForeignKey("applicants.Applicant", on_delete=models.PROTECT, related_name="tenancies")
    start_date = models.DateField()
    end_date = models.DateField()
    monthly_rent = models.DecimalField(max_digits=8, decimal_places=2)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)

    AUDIT_PLAIN_FIELDS = ("state", "start_date", "end_date")

    objects = TenancyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tenancies"
        ordering = ["-start_date"]

    def __str__(self):
        return f"Tenancy {self.pk} of {self.property.reference}"

    def days_left(self) -> int:
        return max((self.end_date - timezone.localdate()).days, 0)


class Deposit(models.Model):
    class State(models.TextChoices):
        DUE = "due", "Due"
        HELD = "held", "Held"
        DISPUTED = "disputed", "Disputed"
        RETURNED = "returned", "Returned"

    NEXT_STATES = {
        State.DUE: {State.HELD},
        State.HELD: {State.DISPUTED, State.RETURNED},
        State.DISPUTED: {State.RETURNED},
    }

    tenancy = models.OneToOneField(Tenancy, on_delete=models.PROTECT, related_name="deposit")
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    scheme_reference = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    received_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)

    AUDIT_PLAIN_FIELDS = ("state", "received_on", "returned_on")

    def __str__(self):
        return f"Deposit {self.pk} ({self.state})"

    def move_to(self, state: str) -> None:
        if state not in self.NEXT_STATES.get(self.state, set()):
            raise TransitionError(f"deposit {self.pk}: {self.state} -> {state}")
        self.state = state
        self.save()
