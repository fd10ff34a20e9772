import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/process-argument";

export const cases: RuleCases = {
  positive: [
    {
      name: "arguments in a list, behind a name, and variables",
      source: inViews(`
import os
import subprocess
from .models import Customer

def seal(customer: Customer):
    options = ["--key", customer.national_id]
    subprocess.run(["qpdf", *options])
                             ^^^^^^^ ${ID}: \`subprocess.run\` puts \`Customer.national_id\` (a national identification number, restricted) into the arguments or the environment of a process
    subprocess.Popen("seal", env={**os.environ, "KEY": customer.national_id})
                                                       ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    os.system(f"notify {customer.email}")
                        ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
`),
    },
    {
      name: "a secret that is made there, one of the settings, and one by its name",
      source: inViews(`
import os
import subprocess
from django.conf import settings
from django.utils.crypto import get_random_string

def seal(path, password):
    phrase = get_random_string(20)
    options = ["--encrypt", phrase]
    subprocess.run(["qpdf", *options, path])
                             ^^^^^^^ ${ID}: \`subprocess.run\` puts what \`get_random_string\` gives into the arguments
    os.system("mysqldump -p%s" % settings.DATABASES["default"]["PASSWORD"])
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: PASSWORD
    subprocess.run(["zip", "-P", password, path])
                                 ^^^^^^^^ ${ID}: password
`),
    },
  ],
  negative: [
    {
      name: "secrets in the environment, and those that the process reads",
      source: inViews(`
import os
import subprocess
from django.conf import settings

def dump(password):
    subprocess.run(["pg_dump"], env={**os.environ, "PGPASSWORD": settings.DB_PASSWORD})
    subprocess.run(["qpdf", "@-"], input=password, text=True)
    subprocess.run(["qpdf", "--password-file", write(password), password_file])
`),
    },
    {
      name: "a number, and what is read by the process",
      source: inViews(`
import subprocess
from .models import Customer

def seal(customer: Customer):
    subprocess.run(["seal", str(customer.pk)], input=customer.national_id, text=True)
`),
    },
  ],
  trap: [
    {
      name: "a hash, and another function that is called run",
      source: inViews(`
import subprocess
from hashlib import sha256
from .models import Customer

def seal(customer: Customer, pipeline):
    subprocess.run(["seal", sha256(customer.national_id.encode()).hexdigest()])
    pipeline.run(customer.national_id)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import subprocess
from .models import Customer

def seal(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    subprocess.run(["seal", customer.national_id])
                            ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
