import logging

from django.shortcuts import get_object_or_404
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from audit.mixins import AuditedReadMixin
from common.http import problem

from .models import Invoice, PaymentMethod
from .serializers import InvoiceSerializer, PaymentMethodSerializer
from .services import pay

logger = logging.getLogger(__name__)


class PaymentMethodViewSet(AuditedReadMixin, viewsets.ReadOnlyModelViewSet):
    queryset = PaymentMethod.objects.order_by("pk")
    serializer_class = PaymentMethodSerializer

    def get_queryset(self):
        return super().get_queryset().filter(patient__user=self.request.user)


class InvoiceViewSet(AuditedReadMixin, viewsets.ReadOnlyModelViewSet):
    queryset = Invoice.objects.select_related("patient")
    serializer_class = InvoiceSerializer
    lookup_field = "number"

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    @action(detail=True, methods=["post"])
    def pay(self, request, number=None):
        invoice = self.get_object()
        method = get_object_or_404(
            PaymentMethod, pk=request.data.get("method"), patient__user=request.user
        )
        try:
            payment = pay(invoice, method)
        except Exception as exc:
            logger.error("payment of invoice %s failed: %s", invoice.pk, type(exc).__name__)
            return problem(exc, 502)
        return Response({"payment": payment.pk, "state": payment.state})
