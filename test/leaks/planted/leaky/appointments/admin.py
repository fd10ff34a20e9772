from django.contrib import admin

from audit.mixins import AuditedAdminMixin

from .models import Appointment, Clinician, ConsultationNote, Slot


@admin.register(Clinician)
class ClinicianAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "display_name", "specialty", "accepts_new")
    fields = ("display_name", "specialty", "bio", "accepts_new")


@admin.register(Slot)
class SlotAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "clinician", "starts_at", "is_open")
    fields = ("clinician", "starts_at", "ends_at", "is_open")


@admin.register(Appointment)
class AppointmentAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("public_ref", "state", "channel", "created_at")
    list_filter = ("state", "channel")
    fields = ("public_ref", "state", "channel", "created_at")
    readonly_fields = ("public_ref", "channel", "created_at")


@admin.register(ConsultationNote)
class ConsultationNoteAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "status", "created_at")
    list_filter = ("status",)
    readonly_fields = ("created_at",)
