import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/session-value";

export const cases: RuleCases = {
  positive: [
    {
      name: "by key and by method",
      source: inViews(`
from .models import Customer

def show(request, customer: Customer):
    request.session["id"] = customer.national_id
                            ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`request.session\` keeps \`Customer.national_id\`
    request.session.update({"id": customer.national_id})
                                  ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`request.session.update\`
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
from .models import Customer

def show(request, customer: Customer):
    request.session["customer"] = customer.pk
`),
    },
  ],
  trap: [
    {
      name: "sessions of a database, and comparisons",
      source: inViews(`
from .models import Customer

def show(request, session, customer: Customer):
    session["id"] = customer.national_id
    request.session["known"] = customer.national_id == "1"
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .models import Customer

def show(request, customer: Customer):
    # fieldguard: ignore[${ID}] for one step
    request.session["id"] = customer.national_id
                            ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.national_id
`),
    },
  ],
  fixed: [],
};
