import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "api/whole-object";

export const cases: RuleCases = {
  positive: [
    {
      name: "all that a model has, given to a template",
      source: inViews(`
from django.shortcuts import render
from .models import Customer

def plain(item):
    return {field.name: getattr(item, field.name) for field in item._meta.fields}

def show(request, customer: Customer):
    context = {}
    context["customer"] = plain(customer)
                          ^^^^^^^^^^^^^^^ ${ID} (information): gives a template all fields
    return render(request, "customer.html", {"all": customer.__dict__, "one": customer})
                                                    ^^^^^^^^^^^^^^^^^ ${ID} (information): \`render\`
`),
    },
    {
      name: "queries and objects without a choice of fields",
      source: inViews(`
from django.core import serializers
from django.forms.models import model_to_dict
from django.http import HttpResponse, JsonResponse
from rest_framework.response import Response
from .models import Customer

def everybody(request):
    rows = Customer.objects.order_by("pk").values()
    found = list(rows[:200])
    return JsonResponse({"results": found})
                                    ^^^^^ ${ID}: \`JsonResponse\` answers with all fields of an object, among them \`Customer.national_id\`, \`Customer.email\` (restricted).

def one(request, pk):
    customer = Customer.objects.get(pk=pk)
    if request.GET.get("plain"):
        return Response(model_to_dict(customer))
                        ^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Response\`
    if request.GET.get("raw"):
        return Response(customer.__dict__)
                        ^^^^^^^^^^^^^^^^^ ${ID}: \`Response\`
    return HttpResponse(serializers.serialize("json", [customer]))

def several(request):
    return HttpResponse(serializers.serialize("json", Customer.objects.all()))
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`HttpResponse\`
`),
    },
    {
      name: "in a file that names none of its fields",
      source: inViews(`
from django.http import JsonResponse
from .models import Customer

def everybody(request):
    """Gives them all, a page at a time; this text is only here to make the function longer than what is short, which is read whatever it holds, as it may well say of which class something is."""
    return JsonResponse(list(Customer.objects.values()), safe=False)
                             ^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`JsonResponse\`
`),
    },
  ],
  negative: [
    {
      name: "chosen fields",
      source: inViews(`
from django.forms.models import model_to_dict
from django.http import JsonResponse
from .models import Customer

def everybody(request):
    rows = Customer.objects.values("pk", "newsletter")
    return JsonResponse({"results": list(rows[:200]), "first": model_to_dict(Customer.objects.first(), fields=["id"])})
`),
    },
  ],
  trap: [
    {
      name: "values of a dictionary, numbers of rows, another model, and a part of a text",
      source: inViews(`
from django.http import JsonResponse
from .models import Customer, Order

def everybody(request, customer: Customer):
    orders = {order.pk: order.reference for order in Order.objects.all()}
    rows = Customer.objects.values()
    return JsonResponse({"orders": list(orders.values()), "count": len(rows), "all": list(Order.objects.values()), "last": customer.national_id[-2:]})
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.http import JsonResponse
from .models import Customer

def everybody(request):
    # fieldguard: ignore[${ID}] the person's own data
    return JsonResponse(list(Customer.objects.values()), safe=False)
                             ^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Customer.
`),
    },
  ],
  fixed: [],
};
