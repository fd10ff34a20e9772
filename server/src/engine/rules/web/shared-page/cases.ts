import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/shared-page";

export const cases: RuleCases = {
  positive: [
    {
      name: "a function, a class, and a function that is wrapped",
      source: inViews(`
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_page
from django.views.generic import TemplateView

@cache_page(60 * 15)
def profile(request):
    ^^^^^^^ ${ID}: \`cache_page\` keeps what \`profile\` makes for one person
    return render(request, "profile.html", {"orders": request.user.orders.all()})

@method_decorator(cache_page(60), name="dispatch")
class Basket(TemplateView):
      ^^^^^^ ${ID}: Basket
    def get_context_data(self, **kwargs):
        return {"basket": self.request.session["basket"]}

def orders(request):
    ^^^^^^ ${ID}: orders
    return render(request, "orders.html", {"user": request.user})

cached_orders = cache_page(60)(orders)
`),
    },
  ],
  negative: [
    {
      name: "told apart, and kept by the browser alone",
      source: inViews(`
from django.shortcuts import render
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.vary import vary_on_cookie

@cache_page(60)
@vary_on_cookie
def profile(request):
    return render(request, "profile.html", {"orders": request.user.orders.all()})

@cache_control(private=True)
@cache_page(60)
def other(request):
    return render(request, "profile.html", {"orders": request.user.orders.all()})
`),
    },
  ],
  trap: [
    {
      name: "who may see a page, and what is the same for all",
      source: inViews(`
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_page

@cache_page(60)
def news(request):
    if not request.user.is_authenticated:
        return redirect("login")
    return render(request, "news.html")

def profile(request):
    return render(request, "profile.html", {"orders": request.user.orders.all()})
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.shortcuts import render
from django.views.decorators.cache import cache_page

# fieldguard: ignore[${ID}] one machine for one person
@cache_page(60)
def profile(request):
    ^^^^^^^ ${ID} (suppressed): profile
    return render(request, "profile.html", {"orders": request.user.orders.all()})
`),
    },
  ],
  fixed: [],
};
