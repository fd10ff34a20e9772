from django.urls import path

from . import views

app_name = "patients"

urlpatterns = [
    path("", views.DashboardView.as_view(), name="dashboard"),
    path("profile/", views.ProfileView.as_view(), name="profile"),
    path("policies/add/", views.policy_add, name="policy-add"),
    path("documents/add/", views.document_add, name="document-add"),
    path("documents/<uuid:ref>/", views.document_download, name="document"),
    path("panel/", views.panel, name="panel"),
]
