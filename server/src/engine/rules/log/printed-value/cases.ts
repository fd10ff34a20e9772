import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/printed-value";

export const cases: RuleCases = {
  positive: [
    {
      name: "where a name tells whose field it is",
      source: inViews(`
from .models import Customer

def show(order, customer):
    print(customer.email)
          ^^^^^^^^^^^^^^ ${ID} (information): \`print\` prints \`Customer.email\`
    print(order.customer.email)
          ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`print\` prints \`Customer.email\`
`),
    },
    {
      name: "print, commands and warnings",
      source: inViews(`
from django.core.management.base import BaseCommand
from .models import Customer, Order

import sys
import warnings
from pprint import pprint

class Command(BaseCommand):
    def handle(self, *args, **options):
        for customer in Customer.objects.all():
            self.stdout.write(f"{customer.email}")
                                 ^^^^^^^^^^^^^^ ${ID} (information): \`self.stdout.write\` prints \`Customer.email\`
            print("number", customer.national_id, customer.email)
                            ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`print\` prints \`Customer.national_id\`, \`Customer.email\` (restricted).
            pprint(vars(customer))
                   ^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
            sys.stdout.write(customer.email)
                             ^^^^^^^^^^^^^^ ${ID} (information): sys.stdout.write
            warnings.warn(f"no {customer.national_id}")
                                ^^^^^^^^^^^^^^^^^^^^ ${ID}: warnings.warn

def show(request):
    print(request.POST)
          ^^^^^^^^^^^^ ${ID} (information): \`print\` prints all of \`request.POST\`
`),
    },
  ],
  negative: [
    {
      name: "numbers and counts",
      source: inViews(`
from django.core.management.base import BaseCommand
from .models import Customer, Order

class Command(BaseCommand):
    def handle(self, *args, **options):
        self.stdout.write(f"{Customer.objects.count()} customers, {len(options['email'])} characters")
        print(Customer.objects.get(email="x").pk)
`),
    },
  ],
  trap: [
    {
      name: "other functions of these names",
      source: inViews(`
from django.core.management.base import BaseCommand
from .models import Customer, Order

def print(value): ...

def refund(customer: Customer, pages):
    print(customer.email)
    pages.print(customer.email)
    customer.stdout.write(customer.email)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.core.management.base import BaseCommand
from .models import Customer, Order

def refund(customer: Customer):
    # fieldguard: ignore[${ID}] the output is the export
    print(customer.email)
          ^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.email
`),
    },
  ],
  fixed: [],
};
