"""Runs inside a generated project whose models all have a field `ssn`: `before` writes rows, `after` tries the fix."""

import sys

from harness import expect, raw, refused, run

from django.apps import apps
from samples import NAMES

SSN = "123-45-6789"


def old_row(model):
    """A row from before the fix reads back, and is encrypted when saved."""
    row = model.objects.order_by("pk")[0]
    expect(row.ssn, SSN)
    row.save()
    hidden(model, row)


def new_row(model):
    """A new row is encrypted, validates and reads back."""
    row = model(ssn=SSN)
    row.full_clean()
    row.save()
    expect(model.objects.get(pk=row.pk).ssn, SSN)
    hidden(model, row)
    refused(lambda: model.objects.filter(ssn=SSN).exists())


def hidden(model, row):
    value = raw(model, row.pk, model._meta.get_field("ssn").column)[0]
    if SSN in value or not value.startswith("gAAAA"):
        raise AssertionError("stored as %r" % value)


def defaults(model):
    """The default that the database filled in is now Django's, and encrypted."""
    row = model.objects.create()
    expect(model.objects.get(pk=row.pk).ssn, "000")


for name in NAMES:
    model = apps.get_model("vault", name)
    if sys.argv[1] == "before":
        model.objects.create(ssn=SSN)
    else:
        run(old_row, model, prefix=name + ": ")
        run(new_row, model, prefix=name + ": ")
        if name == "Defaulted":
            run(defaults, model, prefix=name + ": ")
