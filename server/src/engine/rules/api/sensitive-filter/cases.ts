import type { RuleCases } from "../../cases.ts";
import { beside } from "../caseModels.ts";

const ID = "api/sensitive-filter";

export const cases: RuleCases = {
  positive: [
    {
      name: "what is filtered, searched and sorted by",
      source: beside(
        "views.py",
        `
from django_filters import FilterSet
from rest_framework import viewsets
from .models import Customer, Order
class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    filterset_fields = ["national_id", "newsletter"]
                         ^^^^^^^^^^^ ${ID} (information): \`CustomerViewSet\` lets whoever asks compare with \`Customer.national_id\`
    search_fields = ["^api_key"]
                       ^^^^^^^ ${ID}: \`Customer.api_key\`
    ordering_fields = "__all__"
                       ^^^^^^^ ${ID}: all fields, with them \`Customer.api_key\`

class OrderViewSet(viewsets.ModelViewSet):
    queryset = Order.objects.all()
    filterset_fields = ["customer__national_id"]
                         ^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.national_id\`

class CustomerFilter(FilterSet):
    class Meta:
        model = Customer
        fields = {"national_id": ["exact"], "newsletter": ["exact"]}
                   ^^^^^^^^^^^ ${ID} (information): \`CustomerFilter\`
`,
      ),
    },
  ],
  negative: [
    {
      name: "other fields",
      source: beside(
        "views.py",
        `
from django_filters import FilterSet
from rest_framework import viewsets
from .models import Customer, Order
class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    filterset_fields = ["newsletter"]
    ordering_fields = ["newsletter"]
`,
      ),
    },
  ],
  trap: [
    {
      name: "the order that the view chooses",
      source: beside(
        "views.py",
        `
from django_filters import FilterSet
from rest_framework import viewsets
from .models import Customer, Order
class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    ordering = ["national_id"]
    search_fields = ["email"]
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: beside(
        "views.py",
        `
from django_filters import FilterSet
from rest_framework import viewsets
from .models import Customer, Order
class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    # fieldguard: ignore[${ID}] the register asks by it
    filterset_fields = ["national_id"]
                         ^^^^^^^^^^^ ${ID} (suppressed): Customer.national_id
`,
      ),
    },
  ],
  fixed: [],
};
