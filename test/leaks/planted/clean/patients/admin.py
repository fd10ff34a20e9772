from django.contrib import admin

from audit.mixins import AuditedAdminMixin

from .models import InsurancePolicy, MedicalDocument, Patient

BASE_COLUMNS = ("public_ref", "language", "created_at")


@admin.register(Patient)
class PatientAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = BASE_COLUMNS + ("national_id_masked",)
    list_filter = ("language",)
    search_fields = ("=public_ref",)
    fields = ("public_ref", "first_name", "last_name", "language", "national_id_masked", "created_at")
    readonly_fields = ("public_ref", "national_id_masked", "created_at")


@admin.register(InsurancePolicy)
class InsurancePolicyAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "insurer", "valid_until")
    fields = ("insurer", "valid_until")


@admin.register(MedicalDocument)
class MedicalDocumentAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("public_ref", "kind", "created_at")
    fields = ("public_ref", "kind", "created_at")
    readonly_fields = fields
