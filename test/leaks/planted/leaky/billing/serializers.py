from rest_framework import serializers

from .models import Invoice, PaymentMethod


class PaymentMethodSerializer(serializers.ModelSerializer):
    class Meta:
        model = PaymentMethod
        fields = "__all__"


class InvoiceSerializer(serializers.ModelSerializer):
    customer_ref = serializers.CharField(source="patient.national_id", read_only=True)

    class Meta:
        model = Invoice
        fields = ["number", "customer_ref", "total", "currency", "status", "issued_at", "due_on"]
