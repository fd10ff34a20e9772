from django.contrib import admin

from audit.mixins import AuditedAdminMixin

from .models import User


@admin.register(User)
class UserAdmin(AuditedAdminMixin, admin.ModelAdmin):
    list_display = ("id", "role", "is_active", "email_confirmed", "date_joined")
    list_filter = ("role", "is_active")
    search_fields = ("=id",)
    fields = ("role", "is_active", "is_staff", "groups", "date_joined")
    readonly_fields = ("date_joined",)

    @admin.display(boolean=True)
    def email_confirmed(self, obj: User) -> bool:
        return obj.has_verified_email

    def has_add_permission(self, request) -> bool:
        return False
