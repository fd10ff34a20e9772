import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/cached-value";

export const cases: RuleCases = {
  positive: [
    {
      name: "a value, an object, and one that is asked for when it is needed",
      source: inViews(`
from django.core.cache import cache
from .models import Customer

def show(customer: Customer):
    cache.set(f"n:{customer.pk}", customer.national_id)
                                  ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): keeps \`Customer.national_id\`
    cache.set(f"c:{customer.pk}", customer, 60)
                                  ^^^^^^^^ ${ID} (information): keeps \`Customer.national_id\`
    return cache.get_or_set("first", lambda: Customer.objects.get(pk=1))
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): keeps
`),
    },
  ],
  negative: [
    {
      name: "a choice, and a count",
      source: inViews(`
from django.core.cache import cache
from .models import Customer

def show(customer: Customer):
    cache.set(f"c:{customer.pk}", {"newsletter": customer.newsletter})
    return cache.get_or_set("count", lambda: Customer.objects.count())
`),
    },
  ],
  trap: [
    {
      name: "objects without anything restricted, numbers, and another cache",
      source: inViews(`
from django.core.cache import cache
from .models import Customer, Order

def show(order: Order, cache_of):
    cache.set(f"o:{order.pk}", order)
    cache.set("ids", list(Customer.objects.values_list("pk", flat=True)))
    cache_of.put("c", order.customer)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.core.cache import cache
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    cache.set("c", customer)
                   ^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
