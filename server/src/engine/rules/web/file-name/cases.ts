import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/file-name";

export const cases: RuleCases = {
  positive: [
    {
      name: "uploads, downloads and folders",
      source: inViews(`
import os
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponse
from .models import Customer

def upload_path(instance, filename):
    folder = f"{instance.customer.national_id}/{instance.customer.email}"
    return f"papers/{folder}/{filename}"
                     ^^^^^^ ${ID}: \`upload_path\` puts \`Customer.national_id\`

def download(customer: Customer, file):
    os.makedirs(f"/srv/{customer.national_id}")
                        ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    default_storage.save(f"{customer.email}.pdf", file)
                            ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    ContentFile(file, f"{customer.national_id}.pdf")
                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    SimpleUploadedFile(f"{customer.national_id}.pdf", file)
                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    response = HttpResponse(content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{customer.email}.csv"'
                                                               ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    return FileResponse(file, filename=f"{customer.national_id}.pdf")
                                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
`),
    },
  ],
  negative: [
    {
      name: "numbers, and random names",
      source: inViews(`
from uuid import uuid4
from django.http import FileResponse
from .models import Customer

def upload_path(instance, filename):
    return f"papers/{instance.customer.pk}/{uuid4()}"

def download(customer: Customer, file):
    return FileResponse(file, filename=f"{customer.pk}.pdf")
`),
    },
  ],
  trap: [
    {
      name: "what is put into a file, and a function for something else",
      source: inViews(`
from django.http import FileResponse
from .models import Customer

def describe(customer, filename):
    return f"{filename} of {customer.national_id}"

def download(customer: Customer, path):
    with open(path, "w") as file:
        file.write(customer.national_id)
    return FileResponse(customer.national_id)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.http import FileResponse
from .models import Customer

def download(customer: Customer, file):
    # fieldguard: ignore[${ID}] agreed upon
    return FileResponse(file, filename=customer.national_id)
                                       ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
