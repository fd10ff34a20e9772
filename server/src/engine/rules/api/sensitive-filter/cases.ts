import type { RuleCases } from "../../cases.ts";
import { beside } from "../caseModels.ts";

const ID = "api/sensitive-filter";

export const cases: RuleCases = {
  positive: [
    {
      name: "filters of all fields but some, orders with names of their own, and types of strawberry",
      source: beside(
        "filters.py",
        `
import strawberry_django
from django_filters import FilterSet, OrderingFilter
from strawberry import auto
from .models import Customer
class CustomerFilter(FilterSet):
    class Meta:
        model = Customer
        exclude = ["newsletter", "national_id"]
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: all fields, with them \`Customer.api_key\`

class OrderFilter(FilterSet):
    order = OrderingFilter(fields=(("api_key", "key"), ("newsletter", "api_key")))
                                     ^^^^^^^ ${ID}: \`OrderFilter\`

    class Meta:
        model = Customer
        fields = ["newsletter"]

@strawberry_django.filter_type(Customer)
class CustomerWhere:
    api_key: auto
    ^^^^^^^ ${ID}: \`CustomerWhere\`

@strawberry_django.order(Customer)
class CustomerOrder:
    api_key: auto
    ^^^^^^^ ${ID}: \`CustomerOrder\`
`,
      ),
    },
    {
      name: "options of a mixin, and views that say by a method what they give",
      source: beside(
        "views.py",
        `
from rest_framework import viewsets
from .models import Customer
class SearchMixin:
    search_fields = ["api_key"]
                      ^^^^^^^ ${ID}: \`SearchMixin\`

class CustomerViewSet(SearchMixin, viewsets.ModelViewSet):
    queryset = Customer.objects.all()

class OtherViewSet(viewsets.ModelViewSet):
    ordering_fields = ["api_key"]
                        ^^^^^^^ ${ID}: \`OtherViewSet\`

    def get_queryset(self):
        return Customer.objects.filter(newsletter=True)
`,
      ),
    },
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
      name: "options of a mixin that the view has itself, and filters without such fields",
      source: beside(
        "views.py",
        `
from django_filters import FilterSet
from rest_framework import viewsets
from .models import Customer
class SearchMixin:
    search_fields = ["api_key"]

class CustomerViewSet(SearchMixin, viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    search_fields = ["newsletter"]

class CustomerFilter(FilterSet):
    class Meta:
        model = Customer
        exclude = ["api_key", "national_id"]
`,
      ),
    },
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
  fixed: [
    {
      name: "filters by all fields but one",
      fix: "hide-field",
      field: "CustomerFilter",
      before: beside(
        "filters.py",
        `
import django_filters
from .models import Customer
class CustomerFilter(django_filters.FilterSet):
    class Meta:
        model = Customer
        exclude = ["email", "national_id"]
`,
      ),
      after: `
//- shop/filters.py

import django_filters
from .models import Customer
class CustomerFilter(django_filters.FilterSet):
    class Meta:
        model = Customer
        fields = ["newsletter"]
`,
    },
    {
      name: "a field that a view sorts by",
      fix: "unlist-field",
      field: "CustomerViewSet",
      before: beside(
        "views.py",
        `
from rest_framework import viewsets
from .models import Customer
class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    ordering_fields = ["newsletter", "api_key"]
`,
      ),
      after: `
//- shop/views.py

from rest_framework import viewsets
from .models import Customer
class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    ordering_fields = ["newsletter"]
`,
    },
    {
      name: "a field that a filter asks by",
      fix: "unlist-field",
      field: "CustomerFilter",
      before: beside(
        "filters.py",
        `
import django_filters
from .models import Customer
class CustomerFilter(django_filters.FilterSet):
    class Meta:
        model = Customer
        fields = {"newsletter": ["exact"], "api_key": ["exact", "startswith"]}
`,
      ),
      after: `
//- shop/filters.py

import django_filters
from .models import Customer
class CustomerFilter(django_filters.FilterSet):
    class Meta:
        model = Customer
        fields = {"newsletter": ["exact"]}
`,
    },
    {
      name: "filters by all fields",
      fix: "name-fields",
      field: "CustomerFilter",
      before: beside(
        "filters.py",
        `
import django_filters
from .models import Customer
class CustomerFilter(django_filters.FilterSet):
    class Meta:
        model = Customer
        fields = "__all__"
`,
      ),
      after: `
//- shop/filters.py

import django_filters
from .models import Customer
class CustomerFilter(django_filters.FilterSet):
    class Meta:
        model = Customer
        fields = [
            "newsletter",
            # Sensitive: delete what nobody needs.
            "email",
            "national_id",
            "api_key",
        ]
`,
    },
  ],
};
