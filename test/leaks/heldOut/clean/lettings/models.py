from django.db import models
from django.urls import reverse


class Branch(models.Model):
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "branches"

    def __str__(self):
        return self.name


class Landlord(models.Model):
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="landlords")
    reference = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)

    AUDIT_PLAIN_FIELDS = ("reference",)

    def __str__(self):
        return self.reference


class PropertyQuerySet(models.QuerySet):
    def available(self):
        return self.filter(status=Property.Status.AVAILABLE)

    def for_user(self, user):
        if user.is_head_office:
            return self
        return self.filter(branch_id=user.branch_id)


class Property(models.Model):
    class Status(models.TextChoices):
        AVAILABLE = "available", "Available"
        UNDER_OFFER = "under_offer", "Under offer"
        LET = "let", "Let"
        WITHDRAWN = "withdrawn", "Withdrawn"

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="properties")
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="properties")
    reference = models.CharField(max_length=12, unique=True, help_text="For example PR-00042")
    headline = models.CharField(max_length=120)
    bedrooms = models.PositiveSmallIntegerField(default=1)
    monthly_rent = models.DecimalField(max_digits=8, decimal_places=2)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.AVAILABLE)
    listed_on = models.DateField(null=True, blank=True)

    AUDIT_PLAIN_FIELDS = ("status", "monthly_rent")

    objects = PropertyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "properties"
        ordering = ["reference"]

    def __str__(self):
        return f"{self.reference} {self.headline}"

    def get_absolute_url(self):
        return reverse("lettings:detail", args=[self.reference])
