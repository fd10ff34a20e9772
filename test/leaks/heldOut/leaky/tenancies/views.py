import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import DetailView, FormView, ListView

from core import audit
from core.mixins import AuditedReadMixin, BranchScopedMixin, StaffViewMixin
from tenancies import services, tasks
from tenancies.forms import SchemeForm, TenancyForm
from tenancies.models import Deposit, Tenancy

logger = logging.getLogger(__name__)


class TenancyListView(StaffViewMixin, BranchScopedMixin, ListView):
    permission_required = "tenancies.view_tenancy"
    template_name = "tenancies/tenancy_list.html"
    branch_lookup = "property__branch"
    queryset = Tenancy.objects.select_related("property")
    paginate_by = 50


class TenancyDetailView(StaffViewMixin, BranchScopedMixin, AuditedReadMixin, DetailView):
    permission_required = "tenancies.view_tenancy"
    template_name = "tenancies/tenancy_detail.html"
    branch_lookup = "property__branch"
    queryset = Tenancy.objects.select_related("property", "lead_applicant", "deposit")


class TenancyCreateView(StaffViewMixin, FormView):
    permission_required = "tenancies.add_tenancy"
    template_name = "tenancies/tenancy_form.html"
    form_class = TenancyForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        data = form.cleaned_data
        tenancy = services.create_tenancy(data["applicant"], data["property"], data["start_date"], data["months"])
        messages.success(self.request, f"Tenancy {tenancy.pk} created.")
        return redirect("tenancies:detail", pk=tenancy.pk)


@login_required
@permission_required("tenancies.view_tenancy", raise_exception=True)
@require_GET
def tenancy_figures(request):
    """Counts by state for the dashboard."""
    criteria = {}
    for name, value in request.GET.items():
        if value:
            criteria[name] = value
    queryset = Tenancy.objects.for_user(request.user).filter(**criteria)
    figures = {state: queryset.filter(state=state).count() for state in Tenancy.State.values}
    return JsonResponse(figures)


@login_required
@permission_required("tenancies.change_tenancy", raise_exception=True)
@require_POST
def sign_tenancy(request, pk):
    tenancy = get_object_or_404(Tenancy.objects.for_user(request.user), pk=pk)
    services.sign(tenancy)
    return redirect("tenancies:detail", pk=tenancy.pk)


def _own_deposit(user, pk):
    deposits = Deposit.objects.filter(tenancy__in=Tenancy.objects.for_user(user))
    return get_object_or_404(deposits.select_related("tenancy__lead_applicant"), pk=pk)


@login_required
@permission_required("tenancies.change_deposit", raise_exception=True)
@require_POST
def register_deposit(request, pk):
    deposit = _own_deposit(request.user, pk)
    form = SchemeForm(request.POST)
    if form.is_valid():
        services.register_deposit(deposit, form.cleaned_data["scheme_reference"])
        messages.success(request, f"Deposit {deposit.pk} registered.")
    else:
        logger.info("Scheme form refused with %d errors", len(form.errors))
    return redirect("tenancies:detail", pk=deposit.tenancy_id)


@login_required
@permission_required("tenancies.change_deposit", raise_exception=True)
@require_POST
def return_deposit(request, pk):
    deposit = _own_deposit(request.user, pk)
    account = getattr(deposit.tenancy.lead_applicant, "bank_account", None)
    if account is None or not account.is_verified:
        messages.error(request, "There is no verified bank account.")
        return redirect("tenancies:detail", pk=deposit.tenancy_id)
    audit.record("deposit.return_requested", deposit)
    tasks.pay_out.delay(deposit.pk, account.sort_code, account.account_number)
    messages.info(request, "The payment was ordered.")
    return redirect("tenancies:detail", pk=deposit.tenancy_id)
