import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView, UpdateView

from audit.services import record_list, record_read

from .forms import DocumentForm, PatientProfileForm, PolicyForm
from .models import MedicalDocument, Patient
from .selectors import patient_of, policy_count
from .services import DuplicatePolicy, add_policy
from .utils import snapshot

logger = logging.getLogger(__name__)


@method_decorator(never_cache, name="dispatch")
class DashboardView(LoginRequiredMixin, TemplateView):
    template_name = "patients/dashboard.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        patient = patient_of(self.request.user)
        record_read(patient)
        context["greeting"] = patient.first_name
        context["policies"] = policy_count(patient)
        context["state"] = snapshot(patient)
        return context


@method_decorator(never_cache, name="dispatch")
@method_decorator(
    sensitive_post_parameters("first_name", "last_name", "date_of_birth", "phone"), name="dispatch"
)
class ProfileView(LoginRequiredMixin, UpdateView):
    form_class = PatientProfileForm
    template_name = "patients/profile_form.html"
    success_url = reverse_lazy("patients:dashboard")

    def get_object(self, queryset=None):
        patient = get_object_or_404(Patient, user=self.request.user)
        record_read(patient)
        return patient

    def form_invalid(self, form):
        logger.info("profile of patient %s refused: %s", form.instance.pk, list(form.errors.keys()))
        return super().form_invalid(form)


@login_required
@sensitive_post_parameters("number")
def policy_add(request):
    form = PolicyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        patient = get_object_or_404(Patient, user=request.user)
        try:
            add_policy(patient, **form.cleaned_data)
        except DuplicatePolicy as exc:
            form.add_error("number", "This policy cannot be added.")
            logger.warning("policy refused: %s", exc.public_code)
        else:
            messages.success(request, "The policy has been added.")
            return redirect("patients:dashboard")
    return render(request, "patients/policy_form.html", {"form": form})


@login_required
def document_add(request):
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        form.instance.patient = get_object_or_404(Patient, user=request.user)
        document = form.save()
        logger.info("document %s stored, %d bytes", document.pk, document.file.size)
        return redirect("patients:dashboard")
    return render(request, "patients/document_form.html", {"form": form})


@login_required
@never_cache
@require_GET
def document_download(request, ref):
    document = get_object_or_404(MedicalDocument.objects.select_related("patient"), public_ref=ref)
    own = document.patient.user_id == request.user.pk
    if not own and not Patient.objects.for_staff(request.user).filter(pk=document.patient_id).exists():
        raise PermissionDenied
    response = FileResponse(document.file.open("rb"), as_attachment=True, filename=f"{document.kind}.bin")
    return response


@login_required
@never_cache
@require_GET
def panel(request):
    """The clinician's own patients, for the side panel of the calendar."""
    mine = Patient.objects.for_staff(request.user).order_by("last_name")
    rows = mine.values()
    found = list(rows[:200])
    record_list(Patient, len(found))
    return JsonResponse({"results": found})
