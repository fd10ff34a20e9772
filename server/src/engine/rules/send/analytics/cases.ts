import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/analytics";

export const cases: RuleCases = {
  positive: [
    {
      name: "identities and properties",
      source: inViews(`
import analytics
import posthog
from .models import Customer

def show(customer: Customer):
    posthog.capture(customer.email, "paid")
                    ^^^^^^^^^^^^^^ ${ID}: \`posthog.capture\` sends \`Customer.email\`
    analytics.identify(customer.pk, {"id": customer.national_id})
                                           ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`analytics.identify\`
`),
    },
    {
      name: "what keeps customers, but not whom it is about",
      source: inViews(`
from .models import Customer

def show(customer: Customer, hubspot, mailchimp, klaviyo):
    klaviyo.Profiles.create_profile({"number": customer.national_id})
                                               ^^^^^^^^^^^^^^^^^^^^ ${ID}: to a customer database
    hubspot.crm.contacts.basic_api.create({"email": customer.email, "number": customer.national_id})
                                                                              ^^^^^^^^^^^^^^^^^^^^ ${ID}: to a customer database
    mailchimp.lists.add_list_member("news", {"email_address": customer.email})
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
import posthog
from .models import Customer

def show(customer: Customer):
    posthog.capture(str(customer.pk), "paid")
`),
    },
  ],
  trap: [
    {
      name: "functions that are called alike",
      source: inViews(`
from .models import Customer

def show(customer: Customer, lens):
    lens.capture(customer.email)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import posthog
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    posthog.capture(customer.national_id, "paid")
                    ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
