"""
Runs inside a project before and after its fields got blind indexes: what its code asks of them has the same answers.
"""

import json
import os
import sys
import tempfile

from harness import expect, raises, raw, run

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.forms import modelform_factory
from rest_framework.serializers import ModelSerializer
from vault import queries
from vault.models import Event, Guest, Note, Patient

FIRST = {"ssn": "078-05-1120", "passport_number": "Zoë 1"}
SECOND = {"ssn": "219-09-9999", "passport_number": ""}
THIRD = {"ssn": "457-55-5462", "passport_number": None}


class PatientSerializer(ModelSerializer):
    class Meta:
        model = Patient
        fields = ["ssn", "passport_number"]


PatientForm = modelform_factory(Patient, fields=["ssn", "passport_number"])
GuestForm = modelform_factory(Guest, fields=["event", "ssn", "iban", "left"])


def write():
    for values in (FIRST, SECOND, THIRD):
        Note.objects.create(patient=Patient.objects.create(**values), text=values["ssn"])
    for name in ("one", "two"):
        event = Event.objects.create(name=name)
        Guest.objects.create(event=event, ssn=FIRST["ssn"], iban="DE1 " + name)


def patients():
    return list(Patient.objects.order_by("pk").values_list("ssn", flat=True))


def refused(action):
    with transaction.atomic():
        raises(IntegrityError, lambda: atomically(action))


def atomically(action):
    with transaction.atomic():
        return action()


def rows():
    """All rows have the values that they had"""
    expect(list(Patient.objects.order_by("pk").values("ssn", "passport_number")), [FIRST, SECOND, THIRD])
    expect(list(Guest.objects.order_by("pk").values_list("iban", flat=True)), ["DE1 one", "DE1 two"])


def lookups():
    """What the code looks up it finds: equal values, among several, across a relation, but for one, null and empty"""
    expect(queries.by_ssn(FIRST["ssn"]).passport_number, "Zoë 1")
    expect(queries.all_but(FIRST["ssn"]), [SECOND["ssn"], THIRD["ssn"]])
    expect(queries.among([THIRD["ssn"], "nobody"]), [THIRD["ssn"]])
    expect(queries.notes_of(SECOND["ssn"]), [SECOND["ssn"]])
    expect(queries.noted(), [FIRST["ssn"], SECOND["ssn"], THIRD["ssn"]])
    expect(queries.with_passport(""), [SECOND["ssn"]])
    expect(queries.with_passport(None), [THIRD["ssn"]])
    expect(queries.with_passport("Zoë 1"), [FIRST["ssn"]])


def made_once():
    """get_or_create and update_or_create make no second row of the same"""
    expect(queries.known(FIRST["ssn"])[1], False)
    expect(queries.changed(FIRST["ssn"], "Z 2")[1], False)
    expect(queries.changed("new", "Z 3")[1], True)
    expect(queries.by_ssn(FIRST["ssn"]).passport_number, "Z 2")
    expect(len(patients()), 4)


def unique():
    """The database refuses what is there already, however it is written, and lets nulls be"""
    second = queries.by_ssn(SECOND["ssn"])
    refused(lambda: Patient.objects.create(ssn=FIRST["ssn"]))
    refused(lambda: Patient.objects.bulk_create([Patient(ssn=FIRST["ssn"])]))
    refused(lambda: Patient.objects.filter(pk=second.pk).update(ssn=FIRST["ssn"]))
    second.ssn = FIRST["ssn"]
    refused(lambda: second.save(update_fields=["ssn"]))
    refused(lambda: Patient.objects.bulk_update([second], ["ssn"]))
    Patient.objects.create(ssn="4", passport_number=None)


def together():
    """What is unique together with other fields is refused in that company alone"""
    one, two = Event.objects.order_by("pk")
    refused(lambda: Guest.objects.create(event=one, ssn=FIRST["ssn"], iban="other"))
    if connection.features.supports_partial_indexes:
        refused(lambda: Guest.objects.create(event=one, ssn="other", iban="DE1 one"))
        Guest.objects.create(event=one, ssn="other", iban="DE1 one", left=True)
    refused(lambda: Guest.objects.create(event=Event.objects.create(name="x"), ssn=FIRST["ssn"], iban="DE1 two"))
    Guest.objects.create(event=one, ssn="another", iban="DE1 two")


def forms():
    """Forms, serializers and validate_unique() say what is taken, at the field, and do not mind the row itself"""
    first = queries.by_ssn(FIRST["ssn"])
    taken = {"ssn": FIRST["ssn"], "passport_number": ""}
    expect(PatientForm(taken).errors["ssn"][0], "Taken.")
    expect(PatientForm(taken, instance=first).is_valid(), True)
    expect(PatientForm({"ssn": "new"}).is_valid(), True)
    serializer = PatientSerializer(data=taken)
    expect(serializer.is_valid(), False)
    expect([str(error) for error in serializer.errors["ssn"]], ["Taken."])
    expect(PatientSerializer(first, data=taken).is_valid(), True)
    expect(PatientSerializer(data={"ssn": "new"}).is_valid(), True)
    assert "Taken." in raises(ValidationError, Patient(**taken).full_clean)
    one, _ = Event.objects.order_by("pk")
    expect(GuestForm({"event": one.pk, "ssn": FIRST["ssn"], "iban": "x"}).is_valid(), False)
    expect(GuestForm({"event": one.pk, "ssn": "x", "iban": "DE1 one"}).is_valid(), False)
    expect(GuestForm({"event": one.pk, "ssn": "x", "iban": "x"}).is_valid(), True)


def fixtures():
    """dumpdata and loaddata, by natural keys, too"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "patients.json")
        call_command("dumpdata", "vault.Patient", "vault.Note", natural_foreign=True, output=path, verbosity=0)
        with open(path) as file:
            text = file.read()
        assert "_index" not in text
        expect(json.loads(text)[0]["fields"], FIRST)
        Note.objects.all().delete()
        # Not looked up here: these scripts are in every project, whose fixes count them as its code.
        queries.by_ssn(SECOND["ssn"]).delete()
        call_command("loaddata", path, verbosity=0)
    lookups()


def stored():
    """No column holds a value, and every index is that of its value"""
    for model, names in ((Patient, ["ssn", "passport_number"]), (Guest, ["ssn", "iban"])):
        columns = [model._meta.get_field(name).column for name in names]
        for row in model.objects.all():
            for text in raw(model, row.pk, *columns):
                assert text is None or text.startswith("gAAAA"), text
        for name in names:
            call_command("rebuild_blind_index", model._meta.label, name + "_index", "--check", verbosity=0)


CELLS = [rows, lookups, made_once, unique, together, forms, fixtures]
command = sys.argv[1]
if command == "write":
    write()
else:
    # On the way back the columns are plain again.
    for cell in CELLS + ([stored] if command == "encrypted" else []):
        with transaction.atomic():
            run(cell)
            transaction.set_rollback(True)
