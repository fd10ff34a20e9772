import type { RuleCases } from "../../cases.ts";
import { strictWithModels, withModels } from "../caseModels.ts";

const ID = "data/fixture-values";

export const cases: RuleCases = {
  positive: [
    {
      name: "an address in JSON, and a number with check digits",
      source: strictWithModels(`
//- shop/fixtures/customers.json
[
  {
    "model": "shop.customer",
    "pk": 1,
    "fields": {
      "email": "h.mueller@gmx.de",
       ^^^^^ ${ID} (information): holds 2 e-mail addresses that may be somebody's, in \`Customer.email\`
      "iban": "DE02120300000000202051"
       ^^^^ ${ID}: holds 1 number of a bank account that may be somebody's, in \`Customer.iban\`
    }
  },
  { "model": "shop.customer", "pk": 2, "fields": { "email": "\\u0061.kowalska@wp.pl", "iban": "DE02120300000000202051" } }
]
`),
    },
    {
      name: "a national number in YAML, without quotes",
      source: withModels(`
//- shop/fixtures/customers.yaml
- model: shop.customer
  pk: 1
  fields:
    national_id: 44051401359
    ^^^^^^^^^^^ ${ID}: 1 national or tax number
`),
    },
    {
      name: "a phone number in XML",
      source: strictWithModels(`
//- shop/fixtures/customers.xml
<django-objects version="1.0">
  <object model="shop.customer" pk="1">
    <field name="phone" type="CharField">+49 171 3920174</field>
                 ^^^^^ ${ID} (information): 1 phone number
  </object>
</django-objects>
`),
    },
  ],
  negative: [
    {
      name: "values that are reserved for examples, or published for tests",
      source: withModels(`
//- shop/fixtures/customers.json
[
  {
    "model": "shop.customer",
    "pk": 1,
    "fields": {
      "email": "customer1@example.com",
      "phone": "+1 202 555 0143",
      "iban": "DE89 3704 0044 0532 0130 00",
      "card_number": "4242 4242 4242 4242",
      "national_id": "078-05-1120"
    }
  }
]
`),
    },
  ],
  trap: [
    {
      name: "a few addresses, which are made up more often than not",
      source: withModels(`
//- shop/fixtures/customers.json
[{ "model": "shop.customer", "pk": 1, "fields": { "email": "h.mueller@gmx.de", "phone": "+49 171 3920174" } }]
`),
    },
    {
      name: "numbers whose check digits are wrong, and what nobody is called",
      source: withModels(`
//- shop/fixtures/customers.json
[
  {
    "model": "shop.customer",
    "pk": 1,
    "fields": {
      "email": "test@gmail.com",
      "phone": "12",
      "iban": "DE03120300000000202051",
      "card_number": "4929420573595708",
      "national_id": "44051401358"
    }
  },
  { "model": "shop.order", "pk": 1, "fields": { "reference": "h.mueller@gmx.de" } }
]
`),
    },
    {
      name: "addresses of organisations, and what a demonstration shows",
      source: withModels(`
//- offices/models.py
from django.db import models

class Organization(models.Model):
    email = models.EmailField()
//- offices/fixtures/offices.json
[{ "model": "offices.organization", "pk": 1, "fields": { "email": "h.mueller@gmx.de" } }]
//- shop/fixtures/demo_customers.json
[{ "model": "shop.customer", "pk": 1, "fields": { "email": "h.mueller@gmx.de" } }]
`),
    },
  ],
  suppressed: [
    {
      name: "by a comment above",
      source: strictWithModels(`
//- shop/fixtures/customers.yaml
# fieldguard: ignore[${ID}] our own addresses
- model: shop.customer
  pk: 1
  fields:
    email: h.mueller@gmx.de
    ^^^^^ ${ID} (suppressed): 1 e-mail address
`),
    },
  ],
  fixed: [],
};
