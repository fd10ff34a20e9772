from django.contrib import admin

from applicants.exports import as_csv
from applicants.models import Applicant, BankAccount, Guarantor, IdentityDocument
from core.mixins import AuditedChangeMixin


@admin.register(Applicant)
class ApplicantAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("reference", "branch", "state", "ni_number", "has_email", "document_count")
    list_filter = ("state", "branch", "employment")
    search_fields = ("reference",)
    date_hierarchy = "created_at"
    fields = ("reference", "branch", "first_name", "last_name", "employment", "state", "masked_ni_number")
    readonly_fields = ("reference", "state", "masked_ni_number")
    actions = ["export_figures"]

    def has_add_permission(self, request):
        return False

    @admin.display(description="NI number")
    def ni_number(self, obj):
        if not obj.national_insurance_number:
            return "missing"
        return "on file"

    @admin.display(boolean=True, description="E-mail")
    def has_email(self, obj):
        return obj.email != ""

    @admin.display(description="Documents")
    def document_count(self, obj):
        return obj.documents.count()

    @admin.action(description="Export monthly figures", permissions=["view"])
    def export_figures(self, request, queryset):
        return as_csv(queryset)


@admin.register(BankAccount)
class BankAccountAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "applicant", "is_verified")
    search_fields = ("applicant__reference",)
    fields = readonly_fields = ("applicant", "masked_number", "verified_at")

    @admin.display(boolean=True, description="Verified")
    def is_verified(self, obj):
        return obj.is_verified

    def has_add_permission(self, request):
        return False


@admin.register(Guarantor)
class GuarantorAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "applicant", "relationship", "agreed_at")
    search_fields = ("applicant__reference",)
    fields = readonly_fields = ("applicant", "relationship", "agreed_at")

    def has_add_permission(self, request):
        return False


@admin.register(IdentityDocument)
class IdentityDocumentAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "applicant", "kind", "uploaded_at")
    list_filter = ("kind",)
    fields = readonly_fields = ("applicant", "kind", "uploaded_at")

    def has_add_permission(self, request):
        return False
