import type { RuleCases } from "../../cases.ts";
import { strictWithModels, withModels } from "../caseModels.ts";

const ID = "data/code-values";

export const cases: RuleCases = {
  positive: [
    {
      name: "seeds, and migrations of data",
      source: strictWithModels(`
//- shop/management/commands/seed.py
from shop.models import Customer

def handle():
    Customer.objects.create(email="h.mueller@gmx.de", iban="DE44500105175407324931")
                            ^^^^^ ${ID} (information): 1 e-mail address that may be somebody's, where \`email\` is given, as in \`Customer.email\`
                                                      ^^^^ ${ID}: 1 number of a bank account
//- shop/migrations/0002_data.py
ROWS = [{"national_id": "44051401458", "email": "somebody@example.com"}]
          ^^^^^^^^^^^ ${ID}: 1 national or tax number
`),
    },
    {
      name: "what is said of a field where it is declared",
      source: withModels(`
//- shop/schemas.py
from ninja import Field, Schema

class CustomerIn(Schema):
    iban: str = Field(
    ^^^^ ${ID}: 1 number of a bank account
        description="For example DE44500105175407324931, without blanks",
    )
    card_number: str = Field(examples=["4929420573595709"])
    ^^^^^^^^^^^ ${ID}: 1 card number
`),
    },
  ],
  negative: [
    {
      name: "values that are reserved or published, and tests",
      source: strictWithModels(`
//- shop/management/commands/seed.py
def handle():
    Customer.objects.create(email="customer1@example.com", iban="DE89370400440532013000", phone="+1 202 555 0143")
//- shop/tests/test_customers.py
DATA = {"iban": "DE44500105175407324931"}
`),
    },
  ],
  trap: [
    {
      name: "a few addresses, what no model calls so, and comparisons",
      source: withModels(`
//- shop/management/commands/seed.py
def handle(person):
    Customer.objects.create(email="h.mueller@gmx.de")
    reference = "DE44500105175407324931"
    order = dict(order_reference="44051401458")
    if person.iban == "DE44500105175407324931":
        other = Field(description="DE44500105175407324931")
`),
    },
  ],
  suppressed: [
    {
      name: "by a comment above",
      source: withModels(`
//- shop/seed.py
# fieldguard: ignore[${ID}] our own account, on every invoice
customer = dict(iban="DE44500105175407324931")
                ^^^^ ${ID} (suppressed): 1 number of a bank account
`),
    },
  ],
  fixed: [],
};
