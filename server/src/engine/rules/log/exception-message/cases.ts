import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/exception-message";

export const cases: RuleCases = {
  positive: [
    {
      name: "what a property gives, by itself",
      source: inViews(`
from django.db import models

class Person(models.Model):
    last_name = models.CharField(max_length=50)

    @property
    def label(self):
        return self.last_name.upper()

def check(person: Person):
    raise ValueError(person.label)
                     ^^^^^^^^^^^^ ${ID} (information): \`Person.last_name\`
`),
    },
    {
      name: "arguments of exceptions, and messages of assertions",
      source: inViews(`
from django.core.exceptions import ValidationError
from django.http import Http404
from .models import Customer, Order

def refund(customer: Customer, order: Order):
    if order.reference:
        raise ValueError(f"{customer.email} has it already")
                            ^^^^^^^^^^^^^^ ${ID} (information): \`raise ValueError\` puts \`Customer.email\`
    if customer.newsletter:
        raise ValidationError("%(value)s is taken", params={"value": customer.national_id})
                                                                     ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
    assert order.reference, f"none of {customer}"
                                       ^^^^^^^^ ${ID} (information): \`assert\` puts \`Customer.email\`
    raise Http404("no " + customer.national_id) from None
                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: raise Http404
`),
    },
    {
      name: "what people have typed themselves is only a hint, unless it is restricted",
      source: inViews(`
from django.core.exceptions import ValidationError
from django.http import Http404
from .models import Customer, Order

from django import forms

class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["email", "national_id"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        raise ValidationError(f"{email} is taken")
                                 ^^^^^ ${ID} (hint): \`Customer.email\`

    def clean_national_id(self):
        raise ValidationError(self.cleaned_data["national_id"])
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
`),
    },
  ],
  negative: [
    {
      name: "messages without the value",
      source: inViews(`
from django.core.exceptions import ValidationError
from django.http import Http404
from .models import Customer, Order

def refund(customer: Customer):
    raise ValueError(f"the address of customer {customer.pk} is taken")
`),
    },
  ],
  trap: [
    {
      name: "objects that an exception keeps, and words",
      source: inViews(`
from django.core.exceptions import ValidationError
from django.http import Http404
from .models import Customer, Order

class RefundError(Exception):
    def __init__(self, customer): ...

def refund(customer: Customer, error):
    if customer.email == "":
        raise RefundError(customer)
    if error:
        raise error
    raise ValueError("email is missing")
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.core.exceptions import ValidationError
from django.http import Http404
from .models import Customer, Order

def refund(customer: Customer):
    raise ValueError(customer.email)  # fieldguard: ignore[${ID}] caught by the caller, who logs nothing
                     ^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.email
`),
    },
  ],
  fixed: [],
};
