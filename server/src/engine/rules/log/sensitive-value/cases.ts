import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/sensitive-value";

function withPeople(source: string): string {
  return `${PEOPLE}\n//- shop/views.py\n${source}`;
}

const PEOPLE = `//- shop/people.py
from django.db import models

class Person(models.Model):
    FORMAT = "short"
    first_name = models.CharField(max_length=50)
    last_name = models.CharField(max_length=50)

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}"

    def greeting(self, word):
        return word + " " + self.full_name

    @property
    def initials(self):
        return self.first_name[:1] + self.last_name[:1]

    @property
    def masked(self):
        return mask(self.full_name)

class Visit(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
`;

export const cases: RuleCases = {
  positive: [
    {
      name: "static methods, to which Python hands no object, of the file and of another module",
      source: `//- shop/tell.py
import logging

logger = logging.getLogger(__name__)

class Teller:
    @staticmethod
    def tell(subject, text):
        logger.info(text)
${inViews(`
import logging
from .models import Customer
from .tell import Teller

logger = logging.getLogger(__name__)

class Writer:
    @staticmethod
    def write(subject, text):
        logger.info(text)

def show(customer: Customer):
    Teller.tell("customer", customer.email)
                            ^^^^^^^^^^^^^^ ${ID}: Customer.email
    Teller.tell(customer.email, "customer")
    Writer.write("customer", customer.email)
                             ^^^^^^^^^^^^^^ ${ID}: Customer.email
    Writer().write(customer.email, "customer")
`)}`,
    },
    {
      name: "methods that are asked of their class, which are handed the object as well",
      source: `//- shop/tell.py
import logging

logger = logging.getLogger(__name__)

class Teller:
    def tell(self, subject, text):
        logger.info(text)
${inViews(`
import logging
from .models import Customer
from .tell import Teller

logger = logging.getLogger(__name__)

class Writer:
    def write(self, subject, text):
        logger.info(text)

def show(customer: Customer):
    Teller.tell(Teller(), "customer", customer.email)
                                      ^^^^^^^^^^^^^^ ${ID}: Customer.email
    Teller.tell(Teller(), customer.email, "customer")
    Teller().tell("customer", customer.email)
                              ^^^^^^^^^^^^^^ ${ID}: Customer.email
    Writer.write(Writer(), "customer", customer.email)
                                       ^^^^^^^^^^^^^^ ${ID}: Customer.email
    Writer.write(Writer(), customer.email, "customer")
`)}`,
    },
    {
      name: "functions and methods of other modules that log what they are handed, or give a value",
      source: `//- common/tell.py
import logging

logger = logging.getLogger(__name__)

def tell(event: str, *, who: str = ""):
    line = _line(event, who)
    logger.info(line)

def _line(event, who):
    return f"{event} {who}"

def quiet(event, who):
    logger.info("%s %d", event, len(who))
//- shop/gateway.py
import logging

class Gateway:
    def charge(self, number):
        logging.getLogger("audit").info("charging %s", number)
//- shop/utils.py
def one_line(customer):
    return f"{customer.pk} {customer.email}"

def both(customer):
    return customer.email, customer.pk
${inViews(`
import logging
import common.tell
from common.tell import quiet, tell
from . import utils
from .gateway import Gateway
from .models import Customer
from .utils import one_line

logger = logging.getLogger(__name__)

def show(customer: Customer):
    address = customer.email.lower()
    tell("shown", who=address)
                      ^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.email\`
    Gateway().charge(customer.national_id)
                     ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
    logger.info("shown %s", one_line(customer))
                            ^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    logger.info(utils.one_line(customer))
                ^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    common.tell.tell("shown", who=customer.email)
                                  ^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
    tell("shown", who=customer.pk)
    quiet("shown", customer.email)
`)}`,
    },
    {
      name: "the manager of users, which gives an address in one form",
      source: `
//- shop/models.py
from django.contrib.auth.models import AbstractUser

class User(AbstractUser):
    pass
//- shop/views.py
import logging
from .models import User

logger = logging.getLogger(__name__)

def sign_up(data: dict):
    logger.info("again: %s", User.objects.normalize_email(data["address"]).lower())
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`User.email\`
`,
    },
    {
      name: "properties and methods of models, also those of other properties",
      source: withPeople(`
import logging
from .people import Visit

logger = logging.getLogger(__name__)

def remind(visit: Visit, person):
    logger.info("visit of %s", visit.person.full_name)
                               ^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Person.first_name\`, \`Person.last_name\` (confidential)
    logger.info(visit.person.greeting("Hello"))
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: logger.info
    logger.info("%s", person.full_name)
                      ^^^^^^^^^^^^^^^^ ${ID} (information): \`Person.first_name\`
    logger.info("%s %s %s", visit.person.initials, person.masked, visit.person.pk)
    logger.info("%s %s", visit.person.FORMAT, person.unknown)
`),
    },
    {
      name: "what is put into a list, a dictionary or a text",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def show(customer: Customer, customers: list[Customer]):
    extra = {"id": customer.pk}
    if customer.newsletter:
        extra["mail"] = customer.email
    logger.info("shown", extra=extra)
                               ^^^^^ ${ID}: \`Customer.email\`
    lines = []
    for each in customers:
        lines.append(f"{each.pk} {each.national_id}")
    logger.info(", ".join(lines))
                          ^^^^^ ${ID}: \`Customer.national_id\`
    text = "customer "
    text += customer.email
    text += "!"
    logger.info(text)
                ^^^^ ${ID}: \`Customer.email\`
    cleared = []
    cleared.append(customer.email)
    if customer.newsletter:
        cleared.clear()
    logger.info(cleared)
                ^^^^^^^ ${ID}: \`Customer.email\`
    more = []
    more += [customer.email]
    logger.info(more)
                ^^^^ ${ID}: \`Customer.email\`
`),
    },
    {
      name: "the values of a mapping",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def refund(customer: Customer):
    sent = {"email": customer.email}
    for key, value in sent.items():
        logger.info("sent %s", value)
                               ^^^^^ ${ID}: logger.info
    logger.info(list(sent.values()))
                     ^^^^ ${ID}: logger.info
    logger.info(sent)
                ^^^^ ${ID}: logger.info
`),
    },
    {
      name: "arguments, format strings, extra and keywords",
      source: inViews(`
import logging
import structlog
from .models import Customer

logger = logging.getLogger(__name__)
events = structlog.get_logger()

def refund(customer: Customer, order):
    logger.info("refund for %s", customer.email)
                                 ^^^^^^^^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.email\` (an e-mail address, confidential) to the log.
    logger.warning(f"id {customer.national_id!r:>20}")
                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\` (a national identification number, restricted)
    logging.error("mail {}".format(customer.email))
                                   ^^^^^^^^^^^^^^ ${ID}: logging.error
    logger.debug("mail " + customer.email.lower())
                           ^^^^^^^^^^^^^^ ${ID}: logger.debug
    logger.info("%s" % (customer.email,))
                        ^^^^^^^^^^^^^^ ${ID}: logger.info
    logger.info("refund", extra={"email": customer.email, "id": customer.pk})
                                          ^^^^^^^^^^^^^^ ${ID}: logger.info
    events.msg("refund", email=customer.email)
                               ^^^^^^^^^^^^^^ ${ID}: events.msg
    logging.getLogger("audit").info(customer.email)
                                    ^^^^^^^^^^^^^^ ${ID}: info
`),
    },
    {
      name: "through variables, loops, queries and relations",
      source: inViews(`
import json
import logging
from django.shortcuts import get_object_or_404
from .models import Customer, Order

log = logging.getLogger(__name__)

def show(request, pk):
    order = get_object_or_404(Order, pk=pk)
    address = order.customer.email
    text = f"to {address}"
    log.info(text)
             ^^^^ ${ID}: \`Customer.email\`
    for customer in Customer.objects.filter(newsletter=True):
        log.info("%s", json.dumps({"id": customer.national_id}))
                                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
    for email in Customer.objects.values_list("email", flat=True):
        log.info(email)
                 ^^^^^ ${ID}: \`Customer.email\`
    log.info([each.email for each in Customer.objects.all()])
              ^^^^^^^^^^ ${ID}: \`Customer.email\`
    if request.user.is_staff:
        name = "staff"
    else:
        name = getattr(order.customer, "email")
    log.info("seen by %s", name)
                           ^^^^ ${ID}: \`Customer.email\`
`),
    },
    {
      name: "what a form or a request was sent",
      source: inViews(`
import logging
from django import forms
from .models import Customer

logger = logging.getLogger(__name__)

class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["email", "national_id"]

    def clean(self):
        logger.info(self.cleaned_data.get("national_id"))
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`

@sensitive_post_parameters()
def sign_up(request):
    email = request.POST["email"]
    logger.info("sign up of %s", email)
                                 ^^^^^ ${ID} (information): \`Customer.email\`
    form = CustomerForm(request.POST)
    logger.info("sign up of %s", form.cleaned_data["email"])
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
`),
    },
    {
      name: "through functions of the file",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def note(value, level=logging.INFO):
    logger.log(level, "noted %s", value)

def address_of(customer: Customer):
    return customer.email.strip()

class Desk:
    def tell(self, value):
        logger.info(value)

    def open(self, customer: Customer):
        self.tell(customer.national_id)
                  ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.national_id\`
        note(value=customer.email)
                   ^^^^^^^^^^^^^^ ${ID}: \`logger.log\` writes
        logger.info(address_of(customer))
                    ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
`),
    },
    {
      name: "one finding for a field that a call is handed twice",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def both(customer: Customer):
    logger.info("%s at %s", customer, customer.email)
                                      ^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
    logger.info("%s at %s", customer.email, customer.email.lower())
                            ^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
    logger.info("%s at %s", vars(customer), customer.email)
                            ^^^^^^^^^^^^^^ log/whole-object: \`Customer.national_id\`, \`Customer.email\`
`),
    },
    {
      name: "the name by which people sign in, as information",
      source: `//- shop/models.py
import logging
from django.db import models

logger = logging.getLogger(__name__)

class Member(models.Model):
    username = models.CharField(max_length=150, unique=True)

    def __str__(self):
        return self.username

def seen(member: Member):
    logger.warning(f"seen by {member.username}")
                              ^^^^^^^^^^^^^^^ ${ID} (information): \`Member.username\` (a user name, internal)
    logger.warning("seen by %s", member)
`,
    },
    {
      name: "by what a variable is called, one step less",
      source: inViews(`
import logging

logger = logging.getLogger(__name__)

def greet(customer):
    logger.info(customer.email)
                ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    logger.info(customer.national_id)
                ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
`),
    },
  ],
  negative: [
    {
      name: "the keys of a mapping, whoever goes through it",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def refund(customer: Customer, form):
    sent = {"email": customer.email}
    for key in sent:
        logger.info("sent %s", key)
    logger.info(list(sent))
    logger.info(", ".join(sorted(sent)))
    logger.info([key for key in dict(email=customer.email)])
    again = sent.copy()
    logger.info(set(again))
`),
    },
    {
      name: "numbers, and what hides a value or a part of it",
      source: inViews(`
import hashlib
import logging
from .models import Customer
from .privacy import mask_email

logger = logging.getLogger(__name__)

def refund(customer: Customer):
    logger.info("refund for %s", customer.pk)
    logger.info("refund for %s", mask_email(customer.email))
    logger.info(hashlib.sha256(customer.email.encode()).hexdigest())
    logger.info("card ending in %s", customer.national_id[-4:])
    logger.info("%s characters", len(customer.email))
    email = customer.email
    email = mask_email(email)
    logger.info(email)
`),
    },
  ],
  trap: [
    {
      name: "functions of other modules that write it elsewhere, or only where it is no text",
      source: `//- common/tell.py
import logging

logger = logging.getLogger(__name__)

def stripped(value):
    if not isinstance(value, str):
        logger.error("no text: %s", value)
        return value
    return value.strip()

def mask_first(value):
    return "*" + value[1:]
${inViews(`
import logging
from common.tell import mask_first, stripped
from .models import Customer

logger = logging.getLogger(__name__)

def show(customer: Customer):
    customer.email = stripped(customer.email)
    logger.info(mask_first(customer.email))
`)}`,
    },
    {
      name: "what is put into something else, later, or without the value",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def show(customer: Customer):
    sent, kept = [], {}
    logger.info("%s", sent)
    sent.append(customer.email)
    kept["mail"] = customer.email
    logger.info("%s %s %d", sorted(kept.keys()), len(sent), len(kept))
    names = {}
    names[customer.email] = 1
    other = []
    other.remove(customer.email)
    logger.info("%s", other)
    done = []
    done.append(customer.email)
    done.clear()
    logger.info("%s", done)

def others(customer: Customer):
    sent = []
    logger.info("%s", sent)
`),
    },
    {
      name: "words, comparisons, other objects and other functions",
      source: inViews(`
import logging
import math
from django.contrib import messages
from django.core import mail as email
from .models import Customer, Order

logger = logging.getLogger(__name__)

class Log:
    def info(self, text): ...

def refund(request, customer: Customer, order: Order, log: Log):
    logger.info("email sent")
    logger.info("email is known: %s", customer.email is not None)
    logger.info("same: %s", customer.email == request.POST["email"])
    logger.info("%s", order.email)
    logger.info("%s", email.get_connection())
    math.log(customer.newsletter)
    logger.setLevel(customer.email)
    log.info(customer.email)
    customer.email = request.POST["email"]
    messages.info(request, "saved")
    logger.error("failed", exc_info=customer.email)
    logger.info("has %s", bool(customer.email))
    email_sent = True
    logger.info(email_sent)
`),
    },
    {
      name: "what another branch or a later line makes of a name",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def refund(customer: Customer):
    text = customer.email
    text = "refunded"
    logger.info(text)
    logger.info(other)
    other = customer.email
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason, behind the call or above it",
      source: inViews(`
import logging
from .models import Customer

logger = logging.getLogger(__name__)

def refund(customer: Customer):
    logger.info(customer.email)  # fieldguard: ignore[${ID}] kept for a day, by contract
                ^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.email
    # fieldguard: ignore[${ID}] goes to the vault
    logger.info(
        "%s",
        customer.national_id,
        ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.national_id
    )
`),
    },
  ],
  fixed: [],
};
