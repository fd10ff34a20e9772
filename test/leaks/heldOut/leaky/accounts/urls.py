from django.contrib.auth.views import LogoutView
from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.DeskLoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", views.DeskPasswordChangeView.as_view(), name="password"),
    path("staff/", views.StaffListView.as_view(), name="staff"),
    path("staff/<int:pk>/role/", views.RoleUpdateView.as_view(), name="role"),
]
