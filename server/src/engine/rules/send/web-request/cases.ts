import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/web-request";

export const cases: RuleCases = {
  positive: [
    {
      name: "messages and bodies",
      source: inViews(`
import requests
from .models import Customer

def show(customer: Customer, slack):
    slack.chat_postMessage(channel="#sales", text=f"new customer {customer.email}")
                                                                  ^^^^^^^^^^^^^^ ${ID}: \`slack.chat_postMessage\` sends \`Customer.email\`
    requests.post("https://api.example.com", json={"id": customer.national_id})
                                                         ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`requests.post\`
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
from .models import Customer

def show(customer: Customer, slack):
    slack.chat_postMessage(channel="#sales", text=f"new customer #{customer.pk}")
`),
    },
  ],
  trap: [
    {
      name: "what a service is for",
      source: inViews(`
import requests
from .models import Customer

def show(customer: Customer):
    requests.post("https://api.example.com", json={"email": customer.email})
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import requests
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    requests.post("https://api.example.com", json={"id": customer.national_id})
                                                         ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
