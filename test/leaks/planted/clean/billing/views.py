import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required, user_passes_test
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import ListView

from audit.services import record_list
from patients.models import Patient

from .forms import BalanceForm, DebitForm
from .models import Invoice
from .reports import open_balance
from .services import add_debit

logger = logging.getLogger(__name__)


def is_finance(user) -> bool:
    return user.is_authenticated and user.role == user.Role.FINANCE


@method_decorator(never_cache, name="dispatch")
class InvoiceListView(LoginRequiredMixin, ListView):
    template_name = "billing/invoice_list.html"
    context_object_name = "invoices"
    paginate_by = 25

    def get_queryset(self):
        return Invoice.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        record_list(Invoice, len(context["invoices"]))
        return context


@login_required
@never_cache
@sensitive_post_parameters("holder", "iban")
def debit_add(request):
    form = DebitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        patient = get_object_or_404(Patient, user=request.user)
        method = add_debit(patient, form.cleaned_data["iban"], form.cleaned_data["holder"])
        messages.success(request, f"The account ending in {method.last4} has been added.")
        return redirect("billing:invoices")
    if form.errors:
        logger.info("debit form refused: %s", {name: len(found) for name, found in form.errors.items()})
    return render(request, "billing/debit_form.html", {"form": form})


@user_passes_test(is_finance)
@never_cache
@sensitive_post_parameters("contact")
def balance(request):
    form = BalanceForm(request.POST or None)
    result = None
    if request.method == "POST" and form.is_valid():
        result = open_balance(form.cleaned_data["contact"])
    return render(request, "billing/balance.html", {"form": form, "result": result})
