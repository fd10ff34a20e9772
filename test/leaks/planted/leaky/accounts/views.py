import logging
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from audit.services import Action, record

from .forms import EmailChangeForm, SignupForm
from .models import User
from .services import change_email, mark_verified, start_signup

logger = logging.getLogger(__name__)


@method_decorator(sensitive_post_parameters("email", "password"), name="dispatch")
class SignupView(FormView):
    template_name = "accounts/signup.html"
    form_class = SignupForm

    def _next(self) -> str:
        target = self.request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(target, allowed_hosts={self.request.get_host()}):
            return target
        return reverse("patients:dashboard")

    def form_valid(self, form):
        start_signup(form.cleaned_data)
        params = {"next": self._next(), "contact": form.cleaned_data["email"]}
        return redirect(f"{reverse('accounts:verify-sent')}?{urlencode(params)}")

    def form_invalid(self, form):
        logger.info("signup form refused, fields=%s", sorted(form.errors))
        return super().form_invalid(form)


class VerifySentView(TemplateView):
    template_name = "accounts/verify_sent.html"


def verify(request, uid: str, token: str):
    try:
        user = User.objects.get(pk=urlsafe_base64_decode(uid).decode())
    except (User.DoesNotExist, ValueError, UnicodeDecodeError):
        user = None
    if user is None or not default_token_generator.check_token(user, token):
        messages.error(request, "This link is not valid any more.")
        return redirect("accounts:login")
    mark_verified(user, timezone.now())
    messages.success(request, "Your e-mail address is confirmed.")
    return redirect("accounts:login")


@login_required
@sensitive_post_parameters("email", "password")
def email_change(request):
    form = EmailChangeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        change_email(request.user, form.cleaned_data["email"])
        messages.success(request, "We have sent a mail to your new address.")
        return redirect("patients:dashboard")
    return render(request, "accounts/email_change.html", {"form": form})


class PasswordChangeView(auth_views.PasswordChangeView):
    success_url = reverse_lazy("patients:dashboard")

    def form_valid(self, form):
        response = super().form_valid(form)
        update_session_auth_hash(self.request, form.user)
        record(Action.PASSWORD_CHANGED, form.user)
        logger.info("password changed for user %s", form.user.pk)
        return response


class PasswordResetConfirmView(auth_views.PasswordResetConfirmView):
    success_url = reverse_lazy("accounts:login")

    def form_valid(self, form):
        response = super().form_valid(form)
        record(Action.PASSWORD_CHANGED, self.user)
        return response
