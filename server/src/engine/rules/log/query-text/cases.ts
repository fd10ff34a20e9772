import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/query-text";

export const cases: RuleCases = {
  positive: [
    {
      name: "the SQL of a query, and all queries",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

from django.db import connection

def find(number):
    logger.debug(Customer.objects.filter(national_id=number).query)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`logger.debug\` writes down SQL with a value of \`Customer.national_id\`
    orders = Order.objects.exclude(customer__email__endswith=number).order_by("reference")
    print(str(orders.query))
              ^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    logger.debug(connection.queries)
                 ^^^^^^^^^^^^^^^^^^ ${ID}: all queries that were made
`),
    },
  ],
  negative: [
    {
      name: "queries without values of sensitive fields, and how many there were",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

from django.db import connection

def find(number):
    logger.debug(Customer.objects.filter(newsletter=True).values("national_id").query)
    logger.debug(len(connection.queries))
`),
    },
  ],
  trap: [
    {
      name: "other things that are called query",
      source: inViews(`
import logging
from .models import Customer, Order

logger = logging.getLogger(__name__)

def find(request, search):
    logger.debug(search.query)
    logger.debug(request.query)
    logger.debug(search.queries)
    return Customer.objects.filter(national_id=search)
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

def find(number):
    # fieldguard: ignore[${ID}] switched on by hand, on test data
    logger.debug(Customer.objects.filter(national_id=number).query)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.national_id
`),
    },
  ],
  fixed: [],
};
