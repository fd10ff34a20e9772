from django.urls import path

from applicants import views

app_name = "applicants"

urlpatterns = [
    path("", views.ApplicantListView.as_view(), name="list"),
    path("new/", views.ApplicantCreateView.as_view(), name="create"),
    path("open.json", views.open_applicants, name="open"),
    path("lookup/", views.find_by_ni_number, name="lookup"),
    path("guarantors/<int:pk>/", views.GuarantorUpdateView.as_view(), name="guarantor"),
    path("documents/<int:pk>/", views.download_document, name="document"),
    path("<slug:reference>/", views.ApplicantDetailView.as_view(), name="detail"),
    path("<slug:reference>/guarantors/new/", views.GuarantorCreateView.as_view(), name="guarantor-new"),
    path("<slug:reference>/bank/", views.bank_details, name="bank"),
    path("<slug:reference>/documents/", views.upload_document, name="upload"),
]
