from django.contrib import admin

from core.mixins import AuditedChangeMixin
from tenancies.models import Deposit, Tenancy


@admin.register(Tenancy)
class TenancyAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "property", "start_date", "end_date", "state")
    list_filter = ("state",)
    search_fields = ("property__reference", "lead_applicant__reference")
    fields = ("property", "lead_applicant", "start_date", "end_date", "monthly_rent", "state")
    readonly_fields = ("state",)
    raw_id_fields = ("property", "lead_applicant")


@admin.register(Deposit)
class DepositAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("id", "tenancy", "amount", "state")
    list_filter = ("state",)
    fields = readonly_fields = ("tenancy", "amount", "state", "received_on", "returned_on")
    actions = ["mark_disputed"]

    @admin.action(description="Mark as disputed", permissions=["change"])
    def mark_disputed(self, request, queryset):
        for deposit in queryset:
            deposit.move_to(Deposit.State.DISPUTED)
            self.log_change(request, deposit, f"Marked as {deposit.state}")
