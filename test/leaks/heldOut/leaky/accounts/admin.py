from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group

from accounts.models import User
from core import audit

# Groups follow from the role, see accounts.services.
admin.site.unregister(Group)


@admin.register(User)
class DeskUserAdmin(UserAdmin):
    list_display = ("username", "role", "branch", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("username",)
    readonly_fields = ("role", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Desk", {"fields": ("branch", "role", "is_active", "is_staff")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        action = "user.changed" if change else "user.created"
        audit.record(action, obj, changes={name: audit.REDACTED for name in form.changed_data})

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            audit.record("user.password_set", self.get_object(request, id))
        return response

    def has_delete_permission(self, request, obj=None):
        return False
