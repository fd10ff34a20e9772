"""Writes rows with all fields of the model filled alike, then prints what each function of `vault.queries` gives, as one line of JSON."""

import json

from harness import *  # sets Django up
from django.contrib.auth import get_user_model

from vault import queries
from vault.models import Patient, Visit

VALUES = ["h", "g", "f", "e", "d", "c", "b", "a", "a"]


def outcome(function):
    try:
        return function()
    except Exception as error:
        return "raises " + type(error).__name__


names = [field.name for field in Patient._meta.fields if field.name not in ("id", "copied")]
for value in VALUES:
    patient = Patient.objects.create(**{name: value for name in names})
    Visit.objects.create(patient=patient, code=value)
get_user_model().objects.create_user("one", email="one@example.com", password="for-tests-only")

functions = {name: item for name, item in vars(queries).items() if name.startswith("by_")}
print(json.dumps({name: outcome(function) for name, function in functions.items()}))
