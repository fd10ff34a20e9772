from django.urls import path

from . import views

app_name = "billing"

urlpatterns = [
    path("", views.InvoiceListView.as_view(), name="invoices"),
    path("debit/", views.debit_add, name="debit-add"),
    path("balance/", views.balance, name="balance"),
]
