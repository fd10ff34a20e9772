from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from core.crypto import lookup_digest


class ApplicantQuerySet(models.QuerySet):
    def for_user(self, user):
        if user.is_head_office:
            return self
        return self.filter(branch_id=user.branch_id)

    def open(self):
        return self.exclude(state__in=["declined", "withdrawn", "closed"])

    @sensitive_variables()
    def with_ni_number(self, number: str):
        return self.filter(ni_digest=lookup_digest(number))

    def expired(self):
        now = timezone.now()
        declined = now - timedelta(days=settings.DATA_RETENTION["declined_applicants_days"])
        closed = now - timedelta(days=settings.DATA_RETENTION["closed_applicants_days"])
        return self.filter(tenancies__isnull=True).filter(
            Q(state__in=["declined", "withdrawn"], closed_at__lt=declined)
            | Q(state="closed", closed_at__lt=closed)
        )
