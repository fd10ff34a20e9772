from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    class Role(models.TextChoices):
        NEGOTIATOR = "negotiator", "Negotiator"
        MANAGER = "manager", "Branch manager"
        HEAD_OFFICE = "head_office", "Head office"

    branch = models.ForeignKey(
        "lettings.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="staff"
    )
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.NEGOTIATOR)

    def __str__(self):
        return f"user {self.pk}"

    @property
    def is_head_office(self) -> bool:
        return self.role == self.Role.HEAD_OFFICE
