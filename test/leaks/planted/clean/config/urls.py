from django.contrib import admin
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from accounts.api import RegistrationView
from appointments.api import AppointmentViewSet, ClinicianDirectoryViewSet
from billing.api import InvoiceViewSet, PaymentMethodViewSet
from billing.webhooks import gateway_webhook

router = DefaultRouter()
router.include_root_view = False
router.register("clinicians", ClinicianDirectoryViewSet, basename="clinician")
router.register("appointments", AppointmentViewSet, basename="appointment")
router.register("invoices", InvoiceViewSet, basename="invoice")
router.register("payment-methods", PaymentMethodViewSet, basename="payment-method")

urlpatterns = [
    path("staff/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("patients/", include("patients.urls")),
    path("appointments/", include("appointments.urls")),
    path("billing/", include("billing.urls")),
    path("api/register/", RegistrationView.as_view(), name="api-register"),
    path("api/", include(router.urls)),
    path("hooks/gateway/", gateway_webhook, name="gateway-webhook"),
]
