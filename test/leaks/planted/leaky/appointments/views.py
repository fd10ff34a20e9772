import logging
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from django.views.generic import FormView, ListView

from audit.services import record_list
from patients.models import Patient

from .forms import BookingForm
from .models import Appointment, Slot
from .services import SlotTaken, book, cancel
from .utils import one_line

logger = logging.getLogger(__name__)


@method_decorator(sensitive_post_parameters("reason"), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class BookView(LoginRequiredMixin, FormView):
    form_class = BookingForm
    template_name = "appointments/book.html"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs["slots"] = Slot.objects.filter(is_open=True, starts_at__gt=timezone.now())
        return kwargs

    @sensitive_variables("data")
    def form_valid(self, form):
        patient = get_object_or_404(Patient, user=self.request.user)
        data = form.cleaned_data
        try:
            appointment = book(patient, data["slot"].pk, data["reason"], data["channel"])
        except SlotTaken:
            form.add_error("slot", "This slot has just been taken.")
            return self.form_invalid(form)
        self.request.session["last_booking"] = appointment.pk
        return redirect(reverse("appointments:mine"))


@method_decorator(never_cache, name="dispatch")
class MineView(LoginRequiredMixin, ListView):
    template_name = "appointments/list.html"
    context_object_name = "appointments"
    paginate_by = 20

    def get_queryset(self):
        return Appointment.objects.visible_to(self.request.user).select_related("slot__clinician")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        record_list(Appointment, len(context["appointments"]))
        return context


@method_decorator(never_cache, name="dispatch")
class DayView(LoginRequiredMixin, UserPassesTestMixin, ListView):
    """Today's list of the clinician who is logged in."""

    template_name = "appointments/day.html"

    def test_func(self) -> bool:
        return self.request.user.role == self.request.user.Role.CLINICIAN

    def get_queryset(self):
        start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        end = start + timedelta(days=1)
        mine = Appointment.objects.visible_to(self.request.user)
        return mine.booked().starting_between(start, end).select_related("slot", "patient")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["lines"] = [one_line(a) for a in self.object_list]
        record_list(Appointment, len(context["lines"]))
        return context


@login_required
@require_POST
def cancel_view(request, ref):
    appointment = get_object_or_404(
        Appointment.objects.visible_to(request.user).select_related("slot", "patient"), public_ref=ref
    )
    cancel(appointment, by_staff=request.user.role == request.user.Role.CLINICIAN)
    messages.info(request, "The appointment is %s." % appointment.get_state_display())
    return redirect("appointments:mine")
