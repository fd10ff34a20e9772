import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/monitoring";

export const cases: RuleCases = {
  positive: [
    {
      name: "users, tags and attributes",
      source: inViews(`
import sentry_sdk
from sentry_sdk import set_tag
from .models import Customer

def show(customer: Customer, span):
    sentry_sdk.set_user({"id": customer.pk, "email": customer.email})
                                                     ^^^^^^^^^^^^^^ ${ID}: \`sentry_sdk.set_user\` sends \`Customer.email\`
    set_tag("id", customer.national_id)
                  ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`set_tag\`
    span.set_attribute("user.email", customer.email)
                                     ^^^^^^^^^^^^^^ ${ID}: \`span.set_attribute\`
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
import sentry_sdk
from .models import Customer

def show(customer: Customer):
    sentry_sdk.set_user({"id": customer.pk})
`),
    },
  ],
  trap: [
    {
      name: "tags of something else",
      source: inViews(`
from .models import Customer

def show(customer: Customer, article):
    article.set_tag(customer.email)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import sentry_sdk
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    sentry_sdk.set_tag("id", customer.national_id)
                             ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
