from django.db import models

from core.fields import EncryptedTextField


class ReferenceRequestQuerySet(models.QuerySet):
    def outstanding(self):
        return self.filter(state=ReferenceRequest.State.SENT)

    def overdue(self, moment):
        return self.outstanding().filter(sent_at__lt=moment)

    def for_user(self, user):
        if user.is_head_office:
            return self
        return self.filter(applicant__branch_id=user.branch_id)


class ReferenceRequest(models.Model):
    class Kind(models.TextChoices):
        EMPLOYER = "employer", "Employer"
        LANDLORD = "landlord", "Previous landlord"
        ACCOUNTANT = "accountant", "Accountant"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        RETURNED = "returned", "Returned"
        LAPSED = "lapsed", "Lapsed"

    applicant = models.ForeignKey("applicants.Applicant", on_delete=models.CASCADE, related_name="reference_requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    referee_name = models.CharField(max_length=120)
    email = models.EmailField("referee's e-mail")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    months_known = models.PositiveSmallIntegerField(null=True, blank=True)
    had_arrears = models.BooleanField(null=True, blank=True)
    would_recommend = models.BooleanField(null=True, blank=True)
    letter = EncryptedTextField(blank=True)
    summary = EncryptedTextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    AUDIT_PLAIN_FIELDS = ("state", "kind")

    objects = ReferenceRequestQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_kind_display()} reference for {self.applicant.reference}"


class CreditCheck(models.Model):
    class Outcome(models.TextChoices):
        PASS = "pass", "Pass"
        REFER = "refer", "Refer"
        FAIL = "fail", "Fail"

    applicant = models.ForeignKey("applicants.Applicant", on_delete=models.CASCADE, related_name="credit_checks")
    bureau_reference = models.CharField(max_length=40)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    checked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"Credit check {self.pk}"
