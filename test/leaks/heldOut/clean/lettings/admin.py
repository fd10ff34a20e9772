from django.contrib import admin

from core.mixins import AuditedChangeMixin
from lettings.models import Branch, Landlord, Property


@admin.register(Branch)
class BranchAdmin(admin.ModelAdmin):
    list_display = ("code", "name")
    fields = ("code", "name")
    search_fields = ("code", "name")


@admin.register(Landlord)
class LandlordAdmin(AuditedChangeMixin, admin.ModelAdmin):
    list_display = ("reference", "branch", "has_email")
    search_fields = ("reference",)
    fields = ("branch", "reference", "name")

    @admin.display(boolean=True, description="E-mail on file")
    def has_email(self, obj):
        return bool(obj.email)


@admin.register(Property)
class PropertyAdmin(admin.ModelAdmin):
    list_display = ("reference", "headline", "status", "monthly_rent")
    list_filter = ("status", "branch")
    search_fields = ("reference", "headline")
    fields = ("branch", "landlord", "reference", "headline", "bedrooms", "monthly_rent", "status", "listed_on")
    autocomplete_fields = ("landlord",)
