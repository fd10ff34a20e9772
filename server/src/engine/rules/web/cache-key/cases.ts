import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/cache-key";

export const cases: RuleCases = {
  positive: [
    {
      name: "where a name tells whose field it is",
      source: inViews(`
from django.core.cache import cache

def show(customer):
    return cache.get(customer.email)
                     ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
`),
    },
    {
      name: "keys, also by a function",
      source: inViews(`
from django.core.cache import cache
from .models import Customer

def key_of(customer: Customer):
    return f"customer:{customer.email}"

def show(customer: Customer):
    cache.set(f"customer:{customer.national_id}", 1)
                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`cache.set\` makes \`Customer.national_id\`
    return cache.get(key_of(customer))
                     ^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
from django.core.cache import cache
from .models import Customer

def show(customer: Customer):
    return cache.get(f"customer:{customer.pk}")
`),
    },
  ],
  trap: [
    {
      name: "a hash, and another cache",
      source: inViews(`
from hashlib import sha256
from django.core.cache import cache
from .models import Customer

def show(customer: Customer, cache_of):
    cache.get("customer:" + sha256(customer.email.encode()).hexdigest())
    cache.set(customer.pk, {"email": customer.email})
    cache_of.put(customer.email)
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
    cache.get(customer.national_id)
              ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
