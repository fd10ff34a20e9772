"""What django-fernet-encrypted-fields is said to do wrong, as it does it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from harness import expect, raises, raw, run

from vault.models import Patient


def falsy():
    """Zero is stored as null, which the column refuses."""
    with transaction.atomic():
        raises(IntegrityError, lambda: Patient.objects.create(visits=0, answers={}, ssn="1"))


def kept_as_null():
    """Where the column may be null, zero comes back as None."""
    patient = Patient.objects.create(visits=1, children=0, answers={}, ssn="1")
    expect(Patient.objects.get(pk=patient.pk).children, None)


def json():
    """Numbers and booleans within JSON come back as texts."""
    patient = Patient.objects.create(visits=1, answers={"age": 1, "smokes": True}, ssn="1")
    expect(Patient.objects.get(pk=patient.pk).answers, {"age": "1", "smokes": "True"})


def refused_form():
    """After a form that did not validate, reading gives ciphertext, and saving that encrypts it twice."""
    patient = Patient.objects.create(visits=1, answers={}, ssn="1234")
    raises(ValidationError, Patient(visits=1, answers={}, ssn="x" * 99).full_clean)
    again = Patient.objects.get(pk=patient.pk)
    if not again.ssn.startswith("gAAAA"):
        raise AssertionError("read as %r" % again.ssn)
    before = len(raw(Patient, patient.pk, "ssn")[0])
    again.save()
    if len(raw(Patient, patient.pk, "ssn")[0]) <= before:
        raise AssertionError("not encrypted twice")


for cell in (falsy, kept_as_null, json, refused_form):
    run(cell)
