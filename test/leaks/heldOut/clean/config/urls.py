from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from applicants.api.views import ApplicantViewSet, BankAccountViewSet, GuarantorViewSet
from lettings.api import PropertyViewSet
from tenancies.api import DepositViewSet, TenancyViewSet

router = DefaultRouter()
router.register("applicants", ApplicantViewSet, basename="api-applicant")
router.register("guarantors", GuarantorViewSet, basename="api-guarantor")
router.register("bank-accounts", BankAccountViewSet, basename="api-bank-account")
router.register("properties", PropertyViewSet, basename="api-property")
router.register("tenancies", TenancyViewSet, basename="api-tenancy")
router.register("deposits", DepositViewSet, basename="api-deposit")

urlpatterns = [
    path("office/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("applicants/", include("applicants.urls")),
    path("references/", include("referencing.urls")),
    path("tenancies/", include("tenancies.urls")),
    path("properties/", include("lettings.urls")),
    path("api/v1/", include(router.urls)),
]

if settings.DEBUG:
    urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]
