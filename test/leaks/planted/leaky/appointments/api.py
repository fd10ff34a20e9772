import logging

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from rest_framework import filters, mixins, permissions, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from audit.mixins import AuditedReadMixin
from audit.services import record_list, record_read
from patients.models import Patient

from .filters import narrow
from .models import Appointment, Clinician, ConsultationNote
from .serializers import (
    AppointmentSerializer,
    BookingSerializer,
    ClinicianSerializer,
    NoteSerializer,
)
from .services import SlotTaken, book, cancel
from .tokens import room_token

logger = logging.getLogger(__name__)


class ClinicianDirectoryViewSet(viewsets.ReadOnlyModelViewSet):
    """The public directory."""

    queryset = Clinician.objects.filter(accepts_new=True).order_by("display_name")
    serializer_class = ClinicianSerializer
    permission_classes = [permissions.AllowAny]
    filter_backends = [filters.SearchFilter, filters.OrderingFilter]
    search_fields = ["display_name", "specialty", "user__email", "private_phone"]
    ordering_fields = ["display_name", "specialty"]


@method_decorator(sensitive_post_parameters("reason", "body"), name="dispatch")
class AppointmentViewSet(AuditedReadMixin, mixins.RetrieveModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet):
    queryset = Appointment.objects.select_related("slot", "patient")
    serializer_class = AppointmentSerializer
    lookup_field = "public_ref"

    def get_queryset(self):
        return narrow(super().get_queryset().visible_to(self.request.user), self.request.query_params)

    @sensitive_variables("data", "values")
    def create(self, request):
        data = BookingSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        patient = get_object_or_404(Patient, user=request.user)
        values = data.validated_data
        try:
            appointment = book(patient, values["slot"], values["reason"], values["channel"])
        except SlotTaken as exc:
            return Response({"code": exc.public_code}, status=status.HTTP_409_CONFLICT)
        return Response({"ref": appointment.public_ref}, status=status.HTTP_201_CREATED)

    @action(detail=True, methods=["post"])
    def cancel(self, request, public_ref=None):
        appointment = self.get_object()
        cancel(appointment, by_staff=request.user.role == request.user.Role.CLINICIAN)
        return Response({"state": appointment.state})

    @action(detail=True, methods=["post"])
    def room(self, request, public_ref=None):
        appointment = self.get_object()
        record_read(appointment)
        return Response({"token": room_token(appointment)})

    @action(detail=True, methods=["get", "post"])
    @sensitive_variables("data", "found", "note")
    def notes(self, request, public_ref=None):
        appointment = self.get_object()
        notes = ConsultationNote.objects.filter(
            appointment=appointment, author__user=request.user
        ).order_by("-created_at")
        if request.method == "GET":
            found = NoteSerializer(notes, many=True).data
            record_list(ConsultationNote, len(found))
            return Response(found)
        clinician = get_object_or_404(Clinician, user=request.user)
        data = NoteSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        note = data.save(appointment=appointment, author=clinician)
        logger.info("note %s saved, %d characters", note.pk, len(note.body))
        return Response({"id": note.pk}, status=status.HTTP_201_CREATED)
