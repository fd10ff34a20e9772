from rest_framework import serializers, viewsets

from core.mixins import AuditedRetrieveMixin
from tenancies.models import Deposit, Tenancy


class DepositSerializer(serializers.ModelSerializer):
    class Meta:
        model = Deposit
        fields = ["id", "tenancy", "amount", "state", "received_on", "returned_on"]
        read_only_fields = fields


class TenancySerializer(serializers.ModelSerializer):
    property = serializers.SlugRelatedField(slug_field="reference", read_only=True)
    tenant = serializers.CharField(source="lead_applicant.reference", read_only=True)

    class Meta:
        model = Tenancy
        fields = ["id", "property", "tenant", "start_date", "end_date", "monthly_rent", "state"]


class TenancyViewSet(AuditedRetrieveMixin, viewsets.ReadOnlyModelViewSet):
    queryset = Tenancy.objects.select_related("property", "lead_applicant").order_by("pk")
    serializer_class = TenancySerializer
    filterset_fields = ["state"]
    ordering_fields = ["start_date", "end_date"]

    def get_queryset(self):
        return super().get_queryset().for_user(self.request.user)


class DepositViewSet(AuditedRetrieveMixin, viewsets.ReadOnlyModelViewSet):
    queryset = Deposit.objects.order_by("pk")
    serializer_class = DepositSerializer
    filterset_fields = ["state"]
    ordering_fields = ["received_on"]

    def get_queryset(self):
        queryset = super().get_queryset()
        user = self.request.user
        if user.is_head_office:
            return queryset
        return queryset.filter(tenancy__property__branch_id=user.branch_id)
