import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "admin/written-export";

export const cases: RuleCases = {
  positive: [
    {
      name: "csv, a sheet and pandas",
      source: inViews(`
import csv
import pandas as pd
from .models import Customer

def export(response, ws):
    writer = csv.writer(response)
    for customer in Customer.objects.all():
        writer.writerow([customer.pk, customer.national_id])
                                      ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.national_id\`
        ws.append([customer.national_id])
                   ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.national_id\`
        ws.write("A1", customer.national_id)
                       ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.national_id\`
    table = pd.DataFrame(Customer.objects.values())
    table.to_csv("all.csv")
    ^^^^^ ${ID}: writes \`Customer.national_id\`
`),
    },
    {
      name: "all fields that a model has",
      source: inViews(`
import csv
from .models import Customer

def export(response):
    writer = csv.writer(response)
    columns = [field.name for field in Customer._meta.fields]
    for customer in Customer.objects.all():
        writer.writerow([getattr(customer, column) for column in columns])
                         ^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: writes \`Customer.national_id\`
`),
    },
  ],
  negative: [
    {
      name: "numbers, and what is masked",
      source: inViews(`
import csv
from .models import Customer
from .text import mask

def export(response):
    writer = csv.writer(response)
    for customer in Customer.objects.all():
        writer.writerow([customer.pk, customer.newsletter, mask(customer.national_id)])
`),
    },
  ],
  trap: [
    {
      name: "names of columns, fields that are chosen, and a list",
      source: inViews(`
import csv
from .models import Customer

COLUMNS = ["pk", "newsletter"]

def export(response, names):
    writer = csv.writer(response)
    writer.writerow(["pk", "national_id"])
    for customer in Customer.objects.all():
        names.append(customer.national_id)
        writer.writerow([getattr(customer, column) for column in COLUMNS])
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import csv
from .models import Customer

def export(response):
    writer = csv.writer(response)
    for customer in Customer.objects.all():
        # fieldguard: ignore[${ID}] agreed upon
        writer.writerow([customer.national_id])
                         ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
