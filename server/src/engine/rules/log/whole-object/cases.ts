import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/whole-object";

export const cases: RuleCases = {
  positive: [
    {
      name: "objects whose text shows something, and all fields at once",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

from django.forms.models import model_to_dict

def refund(request, customer: Customer):
    logger.info("refund for %s", customer)
                                 ^^^^^^^^ ${ID}: \`logger.info\` writes \`Customer.email\` (an e-mail address, confidential) to the log, as a part of an object.
    logger.info(f"all of {Customer.objects.filter(newsletter=True)}")
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
    logger.debug(model_to_dict(customer))
                 ^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`, \`Customer.email\` (restricted)
    logger.debug("%s", customer.__dict__)
                       ^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
    order = Order.objects.get(pk=1)
    logger.debug("%s", order.customer)
                       ^^^^^^^^^^^^^^ ${ID}: \`Customer.email\`
`),
    },
    {
      name: "all that came with a request",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def refund(request):
    logger.debug("payload: %s", request.POST)
                                ^^^^^^^^^^^^ ${ID}: \`logger.debug\` writes all of \`request.POST\` to the log
    headers = dict(request.headers)
    logger.debug(headers)
                 ^^^^^^^ ${ID}: \`request.headers\`
    for key, value in request.POST.items():
        logger.debug(f"{key}: {value}")
                               ^^^^^ ${ID}: \`request.POST\`
    return request.POST["email"]
`),
    },
  ],
  negative: [
    {
      name: "numbers, keys and chosen fields",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

from django.forms.models import model_to_dict

def refund(request, customer: Customer):
    logger.info("refund for %s", customer.pk)
    logger.debug("keys: %s", sorted(request.POST))
    logger.debug("keys: %s", list(request.POST.keys()))
    logger.debug(model_to_dict(customer, fields=["newsletter"]))
`),
    },
  ],
  trap: [
    {
      name: "objects whose text shows nothing, and names of keys",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def refund(request, order: Order, email, sso_customer):
    logger.info("refund for %s", order)
    logger.info("by %s", sso_customer)
    logger.info("to %s", email)
    for key, value in request.POST.items():
        logger.debug(key)
    for key in request.POST:
        logger.debug(key)
    logger.info("%s of %s", request.method, len(request.POST))
    kind, customer = choose()
    logger.info(kind)

def choose():
    return "first", Customer.objects.first()
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def refund(customer: Customer):
    logger.info(customer)  # fieldguard: ignore[${ID}] test data only
                ^^^^^^^^ ${ID} (suppressed): Customer.email
`),
    },
  ],
  fixed: [],
};
