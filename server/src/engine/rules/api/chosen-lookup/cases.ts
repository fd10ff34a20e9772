import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "api/chosen-lookup";

export const cases: RuleCases = {
  positive: [
    {
      name: "conditions, an order and columns",
      source: inViews(`
from django.db.models import Q
from .models import Customer

def show(request):
    lookups = {}
    for key, value in request.GET.items():
        if key != "page":
            lookups[key] = value
    Customer.objects.filter(**lookups)
                              ^^^^^^^ ${ID}: \`filter\` asks for whatever fields \`request.GET\` names
    Customer.objects.exclude(**request.GET.dict())
                               ^^^^^^^^^^^^^^^^^^ ${ID}: \`exclude\`
    name = request.GET.get("field")
    Q(**{f"{name}__icontains": "a"})
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Q\`
    Customer.objects.order_by("pk" if name else request.GET["by"])
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`order_by\`
    return Customer.objects.order_by(request.GET["sort"])
                                     ^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`order_by\`
`),
    },
    {
      name: "in a function of another module",
      source: inViews(`
from .narrowing import narrow
from .models import Customer

def show(request):
    return narrow(Customer.objects.all(), request.query_params)
                                          ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`filter\`
//- shop/narrowing.py
def narrow(queryset, params):
    lookups = {}
    for key, value in params.items():
        lookups[key] = value
    return queryset.filter(**lookups)
`),
    },
    {
      name: "the order of a list view, and an attribute of an object",
      source: inViews(`
from django.http import HttpResponse
from django.views.generic import ListView
from .models import Customer

class Customers(ListView):
    model = Customer

    def get_ordering(self):
        return self.request.GET.get("sort", "pk")
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): get_ordering

def show(request, pk):
    customer = Customer.objects.get(pk=pk)
    return HttpResponse(getattr(customer, request.GET["field"]))
                                          ^^^^^^^^^^^^^^^^^^^^ ${ID} (information): getattr
`),
    },
  ],
  negative: [
    {
      name: "names that the project knows",
      source: inViews(`
from .models import Customer

ALLOWED = {"news": "newsletter"}

def show(request):
    lookups = {}
    for key, value in request.GET.items():
        if key in ALLOWED:
            lookups[ALLOWED[key]] = value
    sort = request.GET.get("sort", "pk")
    if sort not in ["-{:s}".format(name) for name in ALLOWED.values()]:
        sort = "pk"
    return Customer.objects.filter(**lookups).order_by(sort)
`),
    },
    {
      name: "conditions that only ask the request",
      source: inViews(`
from .models import Customer

def show(request):
    direction = "-" if request.GET["desc"] else ""
    column = request.GET["by"] and "pk" or "newsletter"
    return Customer.objects.order_by(direction + "pk", column, (request.GET["new"] == "1") * "-" + "pk")
`),
    },
  ],
  trap: [
    {
      name: "values alone, and what the code names itself",
      source: inViews(`
from .models import Customer

COLUMNS = {"a": "pk"}

def show(request, **options):
    lookups = {"newsletter": request.GET.get("news")}
    lookups["pk__gt"] = request.GET["after"]
    Customer.objects.filter(**lookups).order_by(COLUMNS[request.GET["sort"]])
    return Customer.objects.filter(**options).order_by("pk")
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .models import Customer

def show(request):
    # fieldguard: ignore[${ID}] for staff alone
    return Customer.objects.filter(**request.GET.dict())
                                     ^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): filter
`),
    },
  ],
  fixed: [],
};
