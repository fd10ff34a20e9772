from django.contrib.auth import views as auth_views
from django.urls import path, reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters

from . import views

app_name = "accounts"

urlpatterns = [
    path("login/", auth_views.LoginView.as_view(), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("signup/", views.SignupView.as_view(), name="signup"),
    path("signup/sent/", views.VerifySentView.as_view(), name="verify-sent"),
    path("verify/<str:uid>/<str:token>/", views.verify, name="verify"),
    path("email/", views.email_change, name="email-change"),
    path("password/", views.PasswordChangeView.as_view(), name="password-change"),
    path(
        "password/reset/",
        sensitive_post_parameters("email")(
            auth_views.PasswordResetView.as_view(
                success_url=reverse_lazy("accounts:login"),
                email_template_name="registration/reset_email.txt",
            )
        ),
        name="password-reset",
    ),
    path(
        "password/reset/<str:uidb64>/<str:token>/",
        views.PasswordResetConfirmView.as_view(),
        name="password-reset-confirm",
    ),
]
