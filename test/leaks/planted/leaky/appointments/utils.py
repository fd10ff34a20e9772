def one_line(appointment) -> str:
    """How the clinician sees an appointment in the day view."""
    parts = [f"{appointment.slot.starts_at:%H:%M}", appointment.patient.full_name]
    if appointment.reason:
        parts.append(appointment.reason[:60])
    return " - ".join(parts)
