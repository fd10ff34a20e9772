import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/language-model";

export const cases: RuleCases = {
  positive: [
    {
      name: "messages and inputs",
      source: inViews(`
import litellm
from .models import Customer

def show(customer: Customer, client):
    prompt = f"Write to {customer.email}"
    client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
                                                                                    ^^^^^^ ${ID}: \`client.chat.completions.create\` sends \`Customer.email\`
    client.responses.create(model="m", input=customer.national_id)
                                             ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`client.responses.create\`
    litellm.completion("m", [{"role": "user", "content": customer.national_id}])
                                                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
`),
    },
    {
      name: "chains, and stores of vectors",
      source: inViews(`
from langchain_core.messages import HumanMessage
from .models import Customer

def show(customer: Customer, chain, store, collection):
    chain.invoke({"question": customer.email})
                              ^^^^^^^^^^^^^^ ${ID}: \`chain.invoke\` sends \`Customer.email\`
    HumanMessage(content=customer.national_id)
                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    store.add_texts([customer.national_id])
                     ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    collection.add(ids=["1"], documents=[customer.national_id])
                                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
`),
    },
  ],
  negative: [
    {
      name: "a question without data",
      source: inViews(`
from .models import Customer

def show(customer: Customer, client):
    client.responses.create(model="m", input="Write a letter")
`),
    },
  ],
  trap: [
    {
      name: "what is redacted, and messages of another kind",
      source: inViews(`
from .models import Customer

def redact(text):
    return "…"

def show(customer: Customer, client):
    client.responses.create(model="m", input=redact(customer.national_id))
    client.messages.create(to=customer.email, body="Hello")
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .models import Customer

def show(customer: Customer, client):
    # fieldguard: ignore[${ID}] runs on our own machine
    client.responses.create(model="m", input=customer.national_id)
                                             ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.national_id
`),
    },
  ],
  fixed: [],
};
