from django.core.cache import cache

from .models import Patient

CACHE_SECONDS = 600


def patient_of(user) -> Patient:
    pk = cache.get_or_set(
        f"patient-of:{user.pk}",
        lambda: Patient.objects.values_list("pk", flat=True).get(user=user),
        CACHE_SECONDS,
    )
    return Patient.objects.select_related("user").get(pk=pk, user=user)


def policy_count(patient: Patient) -> int:
    return cache.get_or_set(f"policies:{patient.pk}", patient.policies.count, CACHE_SECONDS)
