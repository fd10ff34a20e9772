import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/readable-cookie";

export const cases: RuleCases = {
  positive: [
    {
      name: "cookies and tokens",
      source: inViews(`
import jwt
from django.core import signing
from .models import Customer

def show(customer: Customer, response):
    response.set_cookie("id", customer.national_id)
                              ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`response.set_cookie\` lets whoever holds it read \`Customer.national_id\`
    response.set_signed_cookie("mail", customer.email, max_age=60)
                                       ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
    jwt.encode({"sub": customer.pk, "id": customer.national_id}, "k")
                                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`jwt.encode\`
    return signing.dumps({"id": customer.national_id})
                                ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`signing.dumps\`
`),
    },
    {
      name: "a cookie that opens a door, for scripts and on the way",
      source: inViews(`
def sign_in(request, response, token):
    response.set_cookie("auth_token", token, httponly=True)
    ^^^^^^^^^^^^^^^^^^^ ${ID} (information): The cookie \`auth_token\` opens a door
    response.set_cookie(key="sessionid", value=token, secure=True)
    ^^^^^^^^^^^^^^^^^^^ ${ID} (information): sessionid
`),
    },
  ],
  negative: [
    {
      name: "protected cookies, and those that open nothing",
      source: inViews(`
def sign_in(request, response, token):
    response.set_cookie("auth_token", token, secure=not settings.DEBUG, httponly=True, samesite="Lax")
    response.set_cookie("jwt", token, **options)
    response.set_cookie("theme", "dark")
    response.set_cookie("csrftoken", token)
`),
    },
    {
      name: "a number",
      source: inViews(`
import jwt
from .models import Customer

def show(customer: Customer, response):
    response.set_cookie("seen", "1")
    return jwt.encode({"sub": customer.pk}, "k")
`),
    },
  ],
  trap: [
    {
      name: "tokens, and keys that sign",
      source: inViews(`
import jwt
from django.db import models
from .models import Customer

class Visit(models.Model):
    access_token = models.CharField(max_length=64)

def show(visit: Visit, customer: Customer, response):
    response.set_cookie("token", visit.access_token, secure=True, httponly=True)
    jwt.encode({"sub": visit.pk}, customer.national_id)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    response.set_cookie("id", customer.national_id)
                              ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
