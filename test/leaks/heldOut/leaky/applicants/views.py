import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import IntegrityError, transaction
from django.http import FileResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from applicants import services
from applicants.forms import ApplicantForm, BankDetailsForm, DocumentForm, GuarantorForm, LookupForm
from applicants.models import Applicant, Guarantor, IdentityDocument
from applicants.utils import heading_for
from core import audit
from core.errors import BankDetailsError
from core.mixins import AuditedReadMixin, BranchScopedMixin, StaffViewMixin

logger = logging.getLogger(__name__)


class ApplicantListView(StaffViewMixin, BranchScopedMixin, ListView):
    permission_required = "applicants.view_applicant"
    template_name = "applicants/applicant_list.html"
    queryset = Applicant.objects.select_related("branch").only("reference", "state", "created_at", "branch__name")
    paginate_by = 50

    def get_queryset(self):
        queryset = super().get_queryset()
        state = self.request.GET.get("state")
        if state in Applicant.State.values:
            queryset = queryset.filter(state=state)
        return queryset


class ApplicantDetailView(StaffViewMixin, BranchScopedMixin, AuditedReadMixin, DetailView):
    permission_required = "applicants.view_applicant"
    template_name = "applicants/applicant_detail.html"
    model = Applicant
    slug_field = slug_url_kwarg = "reference"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["heading"] = heading_for(self.object)
        context["guarantors"] = self.object.guarantors.only("pk", "relationship", "agreed_at")
        context["document_count"] = self.object.documents.count()
        return context


@method_decorator(
    sensitive_post_parameters("email", "phone", "date_of_birth", "national_insurance_number", "annual_income"),
    name="dispatch",
)
class ApplicantCreateView(StaffViewMixin, CreateView):
    permission_required = "applicants.add_applicant"
    template_name = "applicants/applicant_form.html"
    form_class = ApplicantForm

    def form_valid(self, form):
        applicant = form.save(commit=False)
        applicant.branch = self.request.user.branch
        applicant.reference = services.next_reference()
        try:
            with transaction.atomic():
                applicant.save()
        except IntegrityError as exc:
            form.add_error(None, f"This application could not be saved: {exc}")
            return self.form_invalid(form)
        self.request.session["current_applicant"] = applicant.pk
        return redirect(applicant)

    def form_invalid(self, form):
        logger.info("Application form refused: %s", form.errors.as_data().keys())
        return super().form_invalid(form)


@method_decorator(
    sensitive_post_parameters("full_name", "email", "phone", "date_of_birth", "annual_income"), name="dispatch"
)
class GuarantorCreateView(StaffViewMixin, CreateView):
    permission_required = "applicants.add_guarantor"
    template_name = "applicants/guarantor_form.html"
    form_class = GuarantorForm

    def form_valid(self, form):
        mine = Applicant.objects.for_user(self.request.user)
        form.instance.applicant = get_object_or_404(mine, reference=self.kwargs["reference"])
        form.save()
        return redirect(form.instance.applicant)


@method_decorator(
    sensitive_post_parameters("full_name", "email", "phone", "date_of_birth", "annual_income"), name="dispatch"
)
class GuarantorUpdateView(StaffViewMixin, BranchScopedMixin, AuditedReadMixin, UpdateView):
    permission_required = "applicants.change_guarantor"
    template_name = "applicants/guarantor_form.html"
    model = Guarantor
    fields = "__all__"
    branch_lookup = "applicant__branch"

    def get_success_url(self):
        return self.object.applicant.get_absolute_url()


@login_required
@permission_required("applicants.change_bankaccount", raise_exception=True)
@require_http_methods(["GET", "POST"])
@sensitive_variables("data")
def bank_details(request, reference):
    applicant = get_object_or_404(Applicant.objects.for_user(request.user), reference=reference)
    form = BankDetailsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.save_bank_details(applicant, data["holder"], data["sort_code"], data["account_number"])
        except BankDetailsError as exc:
            form.add_error(None, f"Refused ({exc.code}).")
        else:
            messages.success(request, "Bank details saved.")
            return redirect(applicant)
    return render(request, "applicants/bank_details.html", {"form": form, "reference": applicant.reference})


@login_required
@permission_required("applicants.add_identitydocument", raise_exception=True)
@require_POST
def upload_document(request, reference):
    applicant = get_object_or_404(Applicant.objects.for_user(request.user), reference=reference)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "The document was not accepted.")
        return redirect(applicant)
    document = form.save(commit=False)
    document.applicant = applicant
    document.save()
    logger.info("Document %s of %d bytes stored for applicant %s", document.pk, document.file.size, applicant.pk)
    return redirect(applicant)


@login_required
@permission_required("applicants.view_identitydocument", raise_exception=True)
@require_GET
def download_document(request, pk):
    documents = IdentityDocument.objects.filter(applicant__in=Applicant.objects.for_user(request.user))
    document = get_object_or_404(documents, pk=pk)
    name = f"document-{document.pk}"
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=name)


@login_required
@permission_required("applicants.view_applicant", raise_exception=True)
@require_GET
def open_applicants(request):
    """Feeds the applicant picker of the tenancy form."""
    queryset = Applicant.objects.for_user(request.user).open().order_by("reference")
    state = request.GET.get("state")
    if state:
        queryset = queryset.filter(state=state)
    rows = queryset.values()
    audit.record("list", note="applicant picker")
    return JsonResponse({"results": list(rows[:200])})


@login_required
@permission_required("applicants.view_applicant", raise_exception=True)
@require_GET
@sensitive_variables()
def find_by_ni_number(request, national_insurance_number):
    form = LookupForm({"national_insurance_number": national_insurance_number})
    if form.is_valid():
        number = form.cleaned_data["national_insurance_number"]
        found = Applicant.objects.for_user(request.user).with_ni_number(number).first()
        audit.record("lookup", found)
        if found is not None:
            return redirect(found)
        messages.info(request, "No applicant with this number.")
    return render(request, "applicants/lookup.html", {"form": form})
