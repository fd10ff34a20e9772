import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/task-argument";

export const cases: RuleCases = {
  positive: [
    {
      name: "arguments",
      source: inViews(`
from .tasks import charge
from .models import Customer

def show(customer: Customer):
    charge.delay(customer.national_id)
                 ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`charge.delay\` leaves \`Customer.national_id\`
    charge.apply_async(kwargs={"email": customer.email}, countdown=3)
                                        ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
from .tasks import charge
from .models import Customer

def show(customer: Customer):
    charge.delay(customer.pk)
`),
    },
  ],
  trap: [
    {
      name: "signals and sockets",
      source: inViews(`
from .models import Customer

def show(customer: Customer, signal, sock):
    signal.send(customer.national_id)
    sock.send(customer.email)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .tasks import charge
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    charge.delay(customer.national_id)
                 ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
