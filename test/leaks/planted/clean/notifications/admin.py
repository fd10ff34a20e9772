from django.contrib import admin

from audit.mixins import AuditedAdminMixin

from .models import OutboxItem


@admin.register(OutboxItem)
class OutboxItemAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "template", "state", "attempts", "sent_at")
    list_filter = ("state", "template")
    fields = ("template", "state", "attempts", "sent_at")
    readonly_fields = fields
