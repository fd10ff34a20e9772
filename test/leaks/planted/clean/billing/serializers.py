from rest_framework import serializers

from .models import Invoice, PaymentMethod


class PaymentMethodSerializer(serializers.ModelSerializer):
    class Meta:
        model = PaymentMethod
        fields = ["id", "kind", "last4", "is_default", "iban_masked"]


class InvoiceSerializer(serializers.ModelSerializer):
    customer_ref = serializers.CharField(source="patient.public_ref", read_only=True)

    class Meta:
        model = Invoice
        fields = ["number", "customer_ref", "total", "currency", "status", "issued_at", "due_on"]
