import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/value-in-address";

export const cases: RuleCases = {
  positive: [
    {
      name: "links and addresses of templates",
      source: inViews(`
//- shop/templates/shop/customer.html
<a href="/thanks?number={{ customer.national_id }}">thanks</a>
                                    ^^^^^^^^^^^ ${ID}: \`href\` puts \`Customer.national_id\`
<a href="{% url 'customer' customer.email %}">customer</a>
                                    ^^^^^ ${ID} (information): \`url\` puts \`Customer.email\`
<a href="mailto:{{ customer.email }}">write</a>
`),
    },
    {
      name: "redirects, reversed routes and query strings",
      source: inViews(`
import requests
from django.shortcuts import redirect
from django.urls import path, reverse
from .models import Customer

def show(customer: Customer):
    requests.get("https://api.example.com", params={"id": customer.national_id})
                                                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`requests.get\` puts \`Customer.national_id\`
    link = reverse("show", args=[customer.national_id])
                                 ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`reverse\`
    return redirect(f"/thanks?email={customer.email}")
                                     ^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
`),
    },
    {
      name: "routes and addresses of objects",
      source: inViews(`
from django.db import models
from django.urls import path

class Card(models.Model):
    passport_number = models.CharField(max_length=20)

    def get_absolute_url(self):
        return f"/cards/{self.passport_number}/"
                         ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`get_absolute_url\`

urlpatterns = [
    path("cards/<str:passport_number>/", None),
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`path\` puts \`Card.passport_number\`
]
`),
    },
    {
      name: "what views are asked by",
      source: inViews(`
from django.views.generic import DetailView
from rest_framework.viewsets import ModelViewSet
from .models import Customer, Order

class CustomerView(DetailView):
    model = Customer
    slug_field = "national_id"
                 ^^^^^^^^^^^^^ ${ID}: \`slug_field\` puts \`Customer.national_id\`

class OrderViewSet(ModelViewSet):
    queryset = Order.objects.all()
    lookup_field = "customer__national_id"
                   ^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`lookup_field\` puts \`Customer.national_id\`
`),
    },
  ],
  negative: [
    {
      name: "a number",
      source: inViews(`
import requests
from django.shortcuts import redirect
from .models import Customer

def show(customer: Customer):
    requests.post("https://api.example.com", headers={"x": "y"})
    return redirect("show", pk=customer.pk)
`),
    },
  ],
  trap: [
    {
      name: "tokens, objects and other routes",
      source: inViews(`
from django.db import models
from django.shortcuts import redirect
from django.urls import path, reverse
from .models import Customer

class Invitation(models.Model):
    reset_token = models.CharField(max_length=64)

def show(invitation: Invitation, customer: Customer):
    link = reverse("reset", args=[invitation.reset_token])
    return redirect(customer)

urlpatterns = [path("reset/<str:reset_token>/", show), path("email/<int:pk>/", show)]
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.shortcuts import redirect
from .models import Customer

def show(customer: Customer):
    # fieldguard: ignore[${ID}] agreed upon
    return redirect(f"/c/{customer.national_id}")
                          ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
