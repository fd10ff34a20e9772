from django.contrib import admin

from core.mixins import AuditedChangeMixin
from referencing.models import CreditCheck, ReferenceRequest


@admin.register(ReferenceRequest)
class ReferenceRequestAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "applicant", "kind", "state", "sent_at", "letter_length")
    list_filter = ("kind", "state")
    search_fields = ("applicant__reference",)
    fields = readonly_fields = ("applicant", "kind", "state", "sent_at", "returned_at")

    @admin.display(description="Letter")
    def letter_length(self, obj):
        return f"{len(obj.letter)} characters"

    def has_add_permission(self, request):
        return False


@admin.register(CreditCheck)
class CreditCheckAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "applicant", "checked_at")
    fields = readonly_fields = ("applicant", "checked_at")

    def has_add_permission(self, request):
        return False
