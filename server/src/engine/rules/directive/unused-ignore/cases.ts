import type { RuleCases } from "../../cases.ts";

const ID = "directive/unused-ignore";

const LOG = "# fieldguard: ignore[log/sensitive-value] kept for a day";
const PLAIN = "# fieldguard: ignore[storage/plaintext-field] encrypted by the disk";
const DEBUG = "# fieldguard: ignore[settings/debug-on] never deployed";
const OWN = "# fieldguard: ignore[log/sensitive-value, directive/unused-ignore] only on the old server";

/** Under a comment that hides nothing. */
function told(comment: string, message: string): string {
  return `${"^".repeat(comment.length)} ${ID} (information): ${message}`;
}

const MODELS = `
//- shop/models.py
from django.db import models

class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
    newsletter = models.BooleanField()
`;

export const cases: RuleCases = {
  positive: [
    {
      name: "at a statement that hands nothing on, and at none",
      source: `${MODELS}
//- shop/views.py
import logging
logger = logging.getLogger(__name__)

def merge(customer):
    ${LOG}
    ${told(LOG, "no finding of `log/sensitive-value` here")}
    logger.info("customer %s was merged", customer.pk)

${LOG}
${told(LOG, "hides nothing")}
`,
    },
    {
      name: "at fields that are not what it says, or encrypted by now",
      source: `
//- shop/models.py
from django.db import models
from encrypted_fields.fields import EncryptedCharField

class Customer(models.Model):
    ${PLAIN}
    ${told(PLAIN, "no finding of `storage/plaintext-field` here")}
    national_id = EncryptedCharField(max_length=20)
    # fieldguard: ignore reviewed
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): changes nothing
    newsletter = models.BooleanField()
`,
    },
    {
      name: "at a class, which no comment speaks of",
      source: `
//- shop/models.py
from django.db import models

# fieldguard: ignore nobody's data
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): changes nothing
class Customer(models.Model):
    newsletter = models.BooleanField()
`,
    },
    {
      name: "without a reason, or for a rule that is not there",
      source: `${MODELS}
//- shop/views.py
def merge(customer):
    # fieldguard: ignore[log/sensitive-value]
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): needs a reason
    customer.save()
    # fieldguard: ignore[log/everything] kept for a day
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): there is no such rule
    customer.save()
`,
    },
    {
      name: "at a setting that is right by now",
      source: `
//- manage.py
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
//- shop/settings.py
INSTALLED_APPS = ["shop"]
${DEBUG}
${told(DEBUG, "no finding of `settings/debug-on` here")}
DEBUG = False
`,
    },
  ],
  negative: [
    {
      name: "comments that hide something, in the profile of every day or in the strict one",
      source: `${MODELS}
//- shop/views.py
import logging
from .models import Customer
logger = logging.getLogger(__name__)

def merge(customer: Customer):
    ${LOG}
    logger.info(customer.email)
                ^^^^^^^^^^^^^^ log/sensitive-value (suppressed): Customer.email
    print(customer.email)  # fieldguard: ignore[log/printed-value] at the keyboard
          ^^^^^^^^^^^^^^ log/printed-value (suppressed): Customer.email
`,
    },
    {
      name: "fields and settings that would be told of",
      source: `
//- manage.py
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
//- shop/settings.py
INSTALLED_APPS = ["shop"]
${DEBUG}
DEBUG = True
//- shop/models.py
from django.db import models

class Customer(models.Model):
    ${PLAIN}
    national_id = models.CharField(max_length=20)
    # fieldguard: ignore the name of a plush animal
    nickname = models.CharField(max_length=20)
    # fieldguard: ignore of the company
    email = models.EmailField()
`,
    },
    {
      name: "a serializer that may show what it shows",
      source: `${MODELS}
//- shop/api.py
from rest_framework import serializers
from .models import Customer

class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = "__all__"  # fieldguard: ignore[api/all-fields] for staff alone
                  ^^^^^^^ api/all-fields (suppressed): Customer
`,
    },
  ],
  trap: [
    {
      name: "tests and migrations, in which nothing is looked for, and texts that are no comment",
      source: `${MODELS}
//- shop/tests/test_views.py
${LOG}
assert True
//- shop/migrations/0001_initial.py
${LOG}
operations = []
//- shop/docs.py
HELP = "write # fieldguard: ignore[log/sensitive-value] and why"
`,
    },
    {
      name: "a comment at a field that a word of the policy would make sensitive",
      source: `
//- fieldguard.yml
version: 1
words:
  flag: user.health_and_medical
//- shop/models.py
from django.db import models

class Customer(models.Model):
    # fieldguard: ignore means the newsletter
    flag = models.BooleanField()
`,
    },
  ],
  suppressed: [
    {
      name: "it names this rule as well",
      source: `${MODELS}
//- shop/views.py
def merge(customer):
    ${OWN}
    ${told(OWN, "hides nothing").replace("(information)", "(suppressed)")}
    customer.save()
`,
    },
  ],
  fixed: [
    {
      name: "the line, what stands behind code, and one rule of several",
      fix: "remove-ignore",
      field: "",
      before: `${MODELS}
//- shop/views.py
import logging
from .models import Customer
logger = logging.getLogger(__name__)

def merge(customer: Customer):
    # The old one stays.
    ${LOG}
    customer.save()
    customer.delete()  # noqa  ${LOG}
    # fieldguard: ignore[log/query-text, log/sensitive-value] kept for a day
    logger.info(customer.email)
`,
      after: `
//- shop/views.py
import logging
from .models import Customer
logger = logging.getLogger(__name__)

def merge(customer: Customer):
    # The old one stays.
    customer.save()
    customer.delete()  # noqa
    # fieldguard: ignore[log/sensitive-value] kept for a day
    logger.info(customer.email)
`,
    },
  ],
};
