"""Asks an API and an admin for rows, by a field that is plain or encrypted."""

import sys

from harness import *  # sets Django up
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import setup_test_environment

from vault.models import Patient, Visit

VALUES = ["b-4711", "a-4711", "c-4711"]

# So that answers have the contexts of their templates.
setup_test_environment()
Patient.objects.all().delete()
get_user_model().objects.all().delete()
for value in VALUES:
    patient = Patient.objects.create(name="of " + value, ssn=value)
    Visit.objects.create(patient=patient, room="1")
client = Client()
client.force_login(get_user_model().objects.create_superuser("one", password="for-tests-only"))


def rows(path, **asked):
    response = client.get("/api/%s/" % path, asked)
    expect(response.status_code, 200)
    return [row["ssn"] for row in response.json()]


def shown(path, **asked):
    """The numbers of rows that the list of an admin shows."""
    response = client.get("/admin/vault/%s/" % path, asked)
    expect(response.status_code, 200)
    return [row.pk for row in response.context["cl"].result_list]


def lists():
    """The API gives the values"""
    expect([rows("patients"), rows("visits")], [VALUES, VALUES])


def writes():
    """The API stores, changes and gives back a value"""
    response = client.post("/api/patients/", {"name": "new", "ssn": "new-4711"})
    expect([response.status_code, response.json()["ssn"]], [201, "new-4711"])
    address = "/api/patients/%d/" % response.json()["id"]
    response = client.patch(address, {"ssn": "changed"}, content_type="application/json")
    expect([response.status_code, client.get(address).json()["ssn"]], [200, "changed"])
    Patient.objects.filter(pk=response.json()["id"]).delete()


def other_filters():
    """The API filters, searches and sorts by other fields"""
    expect(rows("patients", name="of a-4711"), ["a-4711"])
    expect(rows("patients", search="of b"), ["b-4711"])
    expect(rows("patients", ordering="-name"), sorted(VALUES, reverse=True))
    expect(rows("visits", room="2"), [])


def admin():
    """The admin lists, searches and edits rows"""
    expect(len(shown("patient")), 3)
    expect(len(shown("patient", q="of c")), 1)
    expect(len(shown("visit", q="1")), 3)
    patient = Patient.objects.get(name="of c-4711")
    address = "/admin/vault/patient/%d/change/" % patient.pk
    expect(b"c-4711" in client.get(address).content, True)
    expect(client.post(address, {"name": "of c-4711", "ssn": "edited"}).status_code, 302)
    patient.refresh_from_db()
    expect(patient.ssn, "edited")
    patient.ssn = "c-4711"
    patient.save()


def completes():
    """The admin completes the names of what a relation leads to"""
    asked = {"term": "of a", "app_label": "vault", "model_name": "visit", "field_name": "patient"}
    expect(len(client.get("/admin/autocomplete/", asked).json()["results"]), 1)


def filtered():
    """The API filters by the field"""
    expect(rows("patients", ssn="a-4711"), ["a-4711"])


def searched():
    """The API searches the field"""
    expect(rows("patients", search="a-47"), ["a-4711"])


def sorted_by():
    """The API sorts by the field"""
    expect(rows("patients", ordering="ssn"), sorted(VALUES))


def over_relation():
    """The API filters by the field over a relation"""
    expect([rows("visits", patient__ssn="a-4711"), rows("visits", patient__ssn__icontains="B-")], [["a-4711"], ["b-4711"]])


def admin_filters():
    """The admin filters by the field"""
    expect([len(shown("patient", ssn="a-4711")), len(shown("visit", patient__ssn="a-4711"))], [1, 1])


def admin_searches():
    """The admin searches the field"""
    expect([len(shown("patient", q="a-4711")), len(shown("visit", q="a-4711"))], [1, 1])


def admin_sorts():
    """The admin sorts by the field"""
    expect(shown("patient"), [Patient.objects.get(name="of " + value).pk for value in sorted(VALUES)])


def not_asked():
    """Clients of the API that still ask for the field get all rows"""
    expect(rows("patients", ssn="a-4711"), VALUES)
    expect(rows("patients", ordering="ssn"), VALUES)
    expect(rows("visits", patient__ssn="a-4711"), VALUES)


def not_searched():
    """What is searched is other fields"""
    expect([rows("patients", search="4711"), len(shown("patient", q="edited"))], [VALUES, 0])


ALWAYS = [lists, writes, other_filters, admin, completes]
CELLS = {
    "plain": [filtered, searched, sorted_by, over_relation, admin_filters, admin_searches, admin_sorts],
    "encrypted": [not_asked, not_searched],
}
for cell in ALWAYS + CELLS[sys.argv[1]]:
    run(cell)
