from django.db.models import Exists, OuterRef
from rest_framework import viewsets

from applicants.api.serializers import (
    ApplicantDetailSerializer,
    ApplicantListSerializer,
    BankAccountSerializer,
    GuarantorSerializer,
)
from applicants.models import Applicant, BankAccount, Guarantor
from core.mixins import AuditedRetrieveMixin


class ApplicantViewSet(AuditedRetrieveMixin, viewsets.ReadOnlyModelViewSet):
    queryset = Applicant.objects.order_by("reference")
    filterset_fields = ["state", "employment"]
    ordering_fields = ["reference", "created_at", "annual_income"]

    def get_queryset(self):
        queryset = super().get_queryset().for_user(self.request.user)
        agreed = Guarantor.objects.filter(applicant=OuterRef("pk"), agreed_at__isnull=False)
        return queryset.annotate(has_guarantor=Exists(agreed))

    def get_serializer_class(self):
        if self.action == "retrieve":
            return ApplicantDetailSerializer
        return ApplicantListSerializer


class OwnBranchMixin:
    def get_queryset(self):
        queryset = super().get_queryset()
        user = self.request.user
        if user.is_head_office:
            return queryset
        return queryset.filter(applicant__branch_id=user.branch_id)


class GuarantorViewSet(AuditedRetrieveMixin, OwnBranchMixin, viewsets.ReadOnlyModelViewSet):
    serializer_class = GuarantorSerializer
    queryset = Guarantor.objects.order_by("pk")
    filterset_fields = ["applicant"]
    ordering_fields = ["agreed_at"]


class BankAccountViewSet(AuditedRetrieveMixin, OwnBranchMixin, viewsets.ReadOnlyModelViewSet):
    serializer_class = BankAccountSerializer
    queryset = BankAccount.objects.order_by("pk")
    filterset_fields = ["applicant"]
    ordering_fields = ["verified_at"]
