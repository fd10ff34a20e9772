import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "send/mail-text";

export const cases: RuleCases = {
  positive: [
    {
      name: "templates of mail, not of pages",
      source: inViews(`
//- shop/templates/mail/welcome.txt
Your number is {{ customer.national_id }}, with us as {{ customer.email }}.
                           ^^^^^^^^^^^ ${ID}: \`template\` writes \`Customer.national_id\`
//- shop/templates/shop/customer.html
<p>Your number is {{ customer.national_id }}</p>
`),
    },
    {
      name: "subjects and texts",
      source: inViews(`
from django.core.mail import EmailMessage, send_mail
from .models import Customer

def show(customer: Customer):
    text = f"Your number is {customer.national_id}"
    send_mail("Welcome", text, None, [customer.email])
                         ^^^^ ${ID}: \`send_mail\` writes \`Customer.national_id\`
    EmailMessage("Welcome", body=customer.national_id).send()
                                 ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`EmailMessage\`
`),
    },
    {
      name: "texts and notifications",
      source: inViews(`
from firebase_admin import messaging
from vonage_sms import SmsMessage
from .models import Customer

def show(customer: Customer, twilio, tokens):
    twilio.messages.create(to=customer.email, body=f"Your number is {customer.national_id}")
                                                                     ^^^^^^^^^^^^^^^^^^^^ ${ID}: into a message to a telephone
    messaging.Notification(title="Welcome", body=customer.national_id)
                                                 ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    messaging.Notification("Welcome", customer.national_id)
                                      ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    messaging.MulticastMessage(tokens, {"number": customer.national_id})
                                                  ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
    SmsMessage(to="1", from_="2", text=customer.national_id)
                                       ^^^^^^^^^^^^^^^^^^^^ ${ID}: national_id
`),
    },
  ],
  negative: [
    {
      name: "whom it goes to",
      source: inViews(`
from django.core.mail import send_mail
from .models import Customer

def show(customer: Customer):
    send_mail("Welcome", "Please sign in", None, [customer.email])
`),
    },
  ],
  trap: [
    {
      name: "confidential data, and a part of a number",
      source: inViews(`
from django.core.mail import send_mail
from .models import Customer

def show(customer: Customer):
    send_mail("Welcome", f"{customer.email} {customer.national_id[-4:]}", None, [customer.email])
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.core.mail import send_mail
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    send_mail("x", customer.national_id, None, [])
                   ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
