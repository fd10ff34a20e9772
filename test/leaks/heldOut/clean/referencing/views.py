import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView, TemplateView

from applicants.models import Applicant
from core import audit
from core.mixins import BranchScopedMixin, StaffViewMixin
from referencing import links, services
from referencing.forms import RequestForm, ReturnForm
from referencing.models import ReferenceRequest
from referencing.tasks import check_credit, summarise_reference

logger = logging.getLogger(__name__)


class OutstandingView(StaffViewMixin, BranchScopedMixin, ListView):
    permission_required = "referencing.view_referencerequest"
    template_name = "referencing/outstanding.html"
    branch_lookup = "applicant__branch"
    queryset = ReferenceRequest.objects.outstanding().select_related("applicant").order_by("sent_at")
    paginate_by = 50


@login_required
@permission_required("referencing.add_referencerequest", raise_exception=True)
@require_POST
@sensitive_post_parameters("referee_name", "email")
def create_request(request, reference):
    applicant = get_object_or_404(Applicant.objects.for_user(request.user), reference=reference)
    form = RequestForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The referee was not accepted.")
        return redirect(applicant)
    item = form.save(commit=False)
    item.applicant = applicant
    item.save()
    services.send_request(item, f"{request.scheme}://{request.get_host()}")
    return redirect(applicant)


@login_required
@permission_required("referencing.add_creditcheck", raise_exception=True)
@require_POST
def start_credit_check(request, reference):
    applicant = get_object_or_404(Applicant.objects.for_user(request.user), reference=reference)
    check_credit.delay(applicant.pk)
    audit.record("credit_check.requested", applicant)
    messages.info(request, "The credit check was started.")
    return redirect(applicant)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("months_known", "had_arrears", "would_recommend", "letter")
@sensitive_variables("form")
def return_reference(request, token):
    request_id = links.read_token(token)
    item = ReferenceRequest.objects.outstanding().filter(pk=request_id).first()
    if item is None:
        raise Http404("This link is not valid any more")
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.take_return(item, form.cleaned_data)
        summarise_reference.delay(item.pk)
        response = redirect(links.thanks_url(item))
        response.set_cookie("reference_done", "1", max_age=3600, secure=True, httponly=True, samesite="Lax")
        return response
    return render(request, "referencing/return_form.html", {"form": form, "kind": item.get_kind_display()})


class ThanksView(TemplateView):
    template_name = "referencing/thanks.html"
