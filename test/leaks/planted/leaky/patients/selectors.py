from django.core.cache import cache

from .models import Patient

CACHE_SECONDS = 600


def patient_of(user) -> Patient:
    return cache.get_or_set(
        f"patient-of:{user.pk}",
        lambda: Patient.objects.select_related("user").get(user=user),
        CACHE_SECONDS,
    )


def policy_count(patient: Patient) -> int:
    return cache.get_or_set(f"policies:{patient.pk}", patient.policies.count, CACHE_SECONDS)
