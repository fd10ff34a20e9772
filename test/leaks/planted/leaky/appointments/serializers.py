from rest_framework import serializers

from .models import Appointment, Clinician, ConsultationNote


class ClinicianSerializer(serializers.ModelSerializer):
    class Meta:
        model = Clinician
        fields = ["id", "display_name", "specialty", "bio", "accepts_new"]


class AppointmentSerializer(serializers.ModelSerializer):
    starts_at = serializers.DateTimeField(source="slot.starts_at", read_only=True)

    class Meta:
        model = Appointment
        fields = ["public_ref", "patient", "slot", "starts_at", "state", "channel"]
        read_only_fields = ["patient", "state"]
        depth = 2


class BookingSerializer(serializers.Serializer):
    slot = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(max_length=500, allow_blank=True, write_only=True)
    channel = serializers.ChoiceField(choices=Appointment.Channel.choices)


class NoteSerializer(serializers.ModelSerializer):
    class Meta:
        model = ConsultationNote
        fields = ["id", "appointment", "body", "status", "created_at"]
        read_only_fields = ["appointment", "status", "created_at"]
