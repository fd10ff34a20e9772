import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/whole-object";

export const cases: RuleCases = {
  positive: [
    {
      name: "objects whose text shows something, and all fields at once",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

from django.forms.models import model_to_dict

def refund(request, customer: Customer):
    logger.info("refund for %s", customer)
                                 ^^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.email\` (an e-mail address, confidential) to the log, as a part of an object.
    logger.info(f"all of {Customer.objects.filter(newsletter=True)}")
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
    logger.debug(model_to_dict(customer))
                 ^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`, \`Customer.email\` (restricted)
    logger.debug("%s", customer.__dict__)
                       ^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
    order = Order.objects.get(pk=1)
    logger.debug("%s", order.customer)
                       ^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
`),
    },
    {
      name: "what a form was sent, of the fields that it has",
      source: inViews(`
import logging
from django import forms
from .models import Customer

logger = logging.getLogger(__name__)

class ContactForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["email", "newsletter"]

class RestForm(forms.ModelForm):
    class Meta:
        model = Customer
        exclude = ["email"]
                  ^^^^^^^^^ api/form-all-fields (information): \`Customer.national_id\`

@sensitive_post_parameters()
def refund(request):
    logger.info("sent %s", ContactForm(request.POST).cleaned_data)
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.email\` (an e-mail address, confidential) to the log
    logger.info("sent %s", RestForm(request.POST).cleaned_data)
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.national_id\` (
`),
    },
    {
      name: "all that came with a request",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def refund(request):
    logger.debug("payload: %s", request.POST)
                                ^^^^^^^^^^^^ ${ID}: \`logger.debug\` writes all of \`request.POST\` to the log
    headers = dict(request.headers)
    logger.debug(headers)
                 ^^^^^^^ ${ID}: \`request.headers\`
    for key, value in request.POST.items():
        logger.debug(f"{key}: {value}")
                               ^^^^^ ${ID}: \`request.POST\`
    return request.POST["email"]
`),
    },
    {
      name: "what a text shows at times, and what was empty, one step less where it may be something else",
      source: `//- shop/models.py
import logging
from django.db import models

logger = logging.getLogger(__name__)

class Customer(models.Model):
    email = models.EmailField()
    nickname = models.CharField(max_length=20)
    shop = models.CharField(max_length=20)

    def __str__(self):
        if self.shop:
            return self.shop
        return f"customer with {self.email}"
                                ^^^^^^^^^^ representation/shown-field (information): Customer.email

class Guest(models.Model):
    email = models.EmailField()

    def __str__(self):
        if self.email:
            return self.email
                   ^^^^^^^^^^ representation/shown-field (information): Guest.email
        return ""

def tell(customer: Customer, guest: Guest):
    logger.info(customer)
                ^^^^^^^^ ${ID} (information): \`Customer.email\`
    logger.info(guest)
                ^^^^^ ${ID}: \`Guest.email\`
    if not guest:
        guest = Guest.objects.first()
        logger.info(guest)
                    ^^^^^ ${ID}: \`Guest.email\`
`,
    },
  ],
  negative: [
    {
      name: "numbers, keys and chosen fields",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

from django.forms.models import model_to_dict

def refund(request, customer: Customer):
    logger.info("refund for %s", customer.pk)
    logger.debug("keys: %s", sorted(request.POST))
    logger.debug("keys: %s", list(request.POST.keys()))
    logger.debug(model_to_dict(customer, fields=["newsletter"]))
`),
    },
  ],
  trap: [
    {
      name: "what a form was sent that has no sensitive fields, or is only called like a model",
      source: inViews(`
import logging
from django import forms
from .models import Customer
from .forms import CustomerForm

logger = logging.getLogger(__name__)

class UpdateCustomerForm(forms.Form):
    number = forms.IntegerField()

class LetterForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["newsletter"]

def refund(request):
    form = UpdateCustomerForm(request.POST)
    logger.info("sent %s", form.cleaned_data)
    logger.info("sent %s", CustomerForm(request.POST).cleaned_data)
    logger.info("sent %s", LetterForm(request.POST).cleaned_data)
//- shop/forms.py
from django import forms

class CustomerForm(forms.Form):
    number = forms.IntegerField(label="email")
`),
    },
    {
      name: "objects whose text shows nothing, and names of keys",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def refund(request, order: Order, email, sso_customer):
    logger.info("refund for %s", order)
    logger.info("by %s", sso_customer)
    logger.info("to %s", email)
    for key, value in request.POST.items():
        logger.debug(key)
    for key in request.POST:
        logger.debug(key)
    logger.info("%s of %s", request.method, len(request.POST))
    kind, customer = choose()
    logger.info(kind)

def choose():
    return "first", Customer.objects.first()
`),
    },
    {
      name: "what holds nothing there, what Django knows of a model, and methods of other classes",
      source: inViews(`
import logging
from django.contrib import admin
from .models import Customer

logger = logging.getLogger(__name__)

def describe():
    for field in Customer._meta.get_fields():
        logger.info(field)

@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    def save_model(self, request, obj: Customer, form, change):
        if not obj:
            logger.error("no object: %s", obj)
            return
        elif obj.newsletter is None:
            logger.error("not to be told")
        last = Customer.objects.last()
        if last is None:
            logger.error("nobody, but %s", last)
        super().save_model(request, obj, form, change)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def refund(customer: Customer):
    logger.info(customer)  # fieldguard: ignore[${ID}] test data only
                ^^^^^^^^ ${ID} (suppressed): Customer.email
`),
    },
  ],
  fixed: [],
};
