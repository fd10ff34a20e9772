"""Writes values through whatever keeps versions of them, and looks for them in all bytes of the database."""

import sys
from contextlib import nullcontext

from harness import *  # sets Django up
from django.apps import apps
from django.conf import settings
from django.db import transaction

from vault.models import Patient

VALUES = ["first-of-4711", "second-of-4711"]


def write():
    """Values are written and changed"""
    if apps.is_installed("reversion"):
        import reversion

        revision = reversion.create_revision
    else:
        revision = nullcontext
    for value in VALUES:
        with transaction.atomic(), revision():
            patient = Patient.objects.first() or Patient(name="someone")
            patient.ssn = value
            patient.save()
    expect(Patient.objects.get().ssn, VALUES[-1])


def bytes_of_database():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    connection.close()
    with open(settings.DATABASES["default"]["NAME"], "rb") as file:
        return file.read()


def kept():
    """The values are still in the database"""
    expect([value.encode() in bytes_of_database() for value in VALUES], [True, True])


def gone():
    """No byte of the database tells a value"""
    expect([value.encode() in bytes_of_database() for value in VALUES], [False, False])
    expect(b"of-4711" in bytes_of_database(), False)


for name in sys.argv[1:]:
    run(globals()[name])
