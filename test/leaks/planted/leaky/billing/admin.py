from django.contrib import admin

from audit.mixins import AuditedAdminMixin

from .exports import invoices_as_csv
from .models import Invoice, Payment, PaymentMethod


@admin.register(Invoice)
class InvoiceAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("number", "status", "total", "currency", "due_on")
    list_filter = ("status",)
    search_fields = ("number",)
    fields = ("number", "status", "total", "currency", "issued_at", "due_on")
    readonly_fields = ("number", "total", "currency", "issued_at")
    actions = ["export_csv"]

    @admin.action(description="Export as CSV", permissions=["export"])
    def export_csv(self, request, queryset):
        return invoices_as_csv(queryset)

    def has_export_permission(self, request) -> bool:
        return request.user.role == request.user.Role.FINANCE


@admin.register(Payment)
class PaymentAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "state", "amount", "created_at")
    fields = ("state", "amount", "created_at")
    readonly_fields = fields


@admin.register(PaymentMethod)
class PaymentMethodAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "kind", "iban_masked", "is_default")
    fields = ("kind", "iban_masked", "is_default", "created_at")
    readonly_fields = fields

    def has_add_permission(self, request) -> bool:
        return False
