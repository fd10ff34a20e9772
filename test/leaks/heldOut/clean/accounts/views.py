import logging

from django.contrib import messages
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import ListView, UpdateView

from accounts import services
from accounts.forms import RoleForm
from accounts.models import User
from core import audit
from core.mixins import StaffViewMixin

logger = logging.getLogger(__name__)


class DeskLoginView(LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True


class DeskPasswordChangeView(PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("applicants:list")

    def form_valid(self, form):
        response = super().form_valid(form)
        audit.record("user.password_changed", self.request.user)
        return response

    def form_invalid(self, form):
        logger.info("Password change refused: %s", sorted(form.errors))
        return super().form_invalid(form)


class StaffListView(StaffViewMixin, ListView):
    permission_required = "accounts.view_user"
    template_name = "accounts/staff_list.html"
    queryset = User.objects.filter(is_active=True).only("pk", "username", "role", "branch").order_by("username")
    paginate_by = 50


class RoleUpdateView(StaffViewMixin, UpdateView):
    permission_required = "accounts.change_user"
    model = User
    form_class = RoleForm
    template_name = "accounts/role_form.html"

    def form_valid(self, form):
        services.change_role(self.get_object(), form.cleaned_data["role"])
        messages.success(self.request, "Role changed.")
        return redirect("accounts:staff")
