import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/other-store";

export const cases: RuleCases = {
  positive: [
    {
      name: "an index, a bucket, a queue and Redis",
      source: inViews(`
import json
from .models import Customer

def copy(customer: Customer, es, s3, producer, redis, client):
    client.save_object("customers", {"number": customer.national_id})
                                               ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    es.index(index="customers", document={"number": customer.national_id})
                                                    ^^^^^^^^^^^^^^^^^^^^ ${ID}: a copy of \`Customer.national_id\`
    s3.put_object(Bucket="b", Key="k", Body=json.dumps({"n": customer.national_id}))
                                                             ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    producer.send("customers", customer.national_id.encode())
                               ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    redis.set("last", customer.national_id)
                      ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
`),
    },
  ],
  negative: [
    {
      name: "what says little",
      source: inViews(`
from .models import Customer

def copy(customer: Customer, es):
    es.index(index="customers", id=customer.pk, document={"pk": customer.pk, "newsletter": customer.newsletter})
`),
    },
  ],
  trap: [
    {
      name: "other methods of that name",
      source: inViews(`
from .models import Customer

def copy(customer: Customer, names, signal):
    names.index(customer.national_id)
    signal.send("customers", customer.national_id)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .models import Customer

def copy(customer: Customer, redis):
    # fieldguard: ignore[${ID}] agreed upon
    redis.set("last", customer.national_id)
                      ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
