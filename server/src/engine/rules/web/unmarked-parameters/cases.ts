import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/unmarked-parameters";

export const cases: RuleCases = {
  positive: [
    {
      name: "functions and classes, each once",
      source: inViews(`
from django.views.generic import FormView
from .models import Customer

def change(request):
    ^^^^^^ ${ID} (information): \`change\` takes \`Customer.national_id\`
    number = request.POST["national_id"]
    return number or request.POST.get("national_id")

class ChangeView(FormView):
    def form_valid(self, form):
        ^^^^^^^^^^ ${ID} (information): \`form_valid\`
        return form.cleaned_data["national_id"]
`),
    },
    {
      name: "forms of models, of functions and of generic views",
      source: inViews(`
from django import forms
from django.views.generic import CreateView, UpdateView
from .models import Customer

class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["email", "national_id"]

def change(request):
    ^^^^^^ ${ID} (information): \`change\` takes \`Customer.national_id\`
    form = CustomerForm(request.POST or None)
    return form.save()

class Create(CreateView):
      ^^^^^^ ${ID} (information): \`Create\` takes \`Customer.national_id\`
    form_class = CustomerForm

class Update(UpdateView):
      ^^^^^^ ${ID} (information): \`Update\` takes \`Customer.national_id\`
    model = Customer
    fields = ["national_id", "newsletter"]
`),
    },
  ],
  negative: [
    {
      name: "forms without restricted data, and a class with a mark",
      source: inViews(`
from django import forms
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import DetailView, UpdateView
from .models import Customer

class MailForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["email"]

def change(request):
    return MailForm(request.POST).save()

@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class Update(UpdateView):
    model = Customer
    fields = ["national_id"]

class Detail(DetailView):
    model = Customer
    fields = ["national_id"]
`),
    },
    {
      name: "with a mark",
      source: inViews(`
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from .models import Customer

@sensitive_post_parameters("national_id")
def change(request):
    return request.POST["national_id"]

@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class ChangeView(FormView):
    def form_valid(self, form):
        return form.cleaned_data["national_id"]
`),
    },
  ],
  trap: [
    {
      name: "a form of its own, confidential data, and a function that answers nothing",
      source: inViews(`
from django import forms
from .models import Customer

class ChangeForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["national_id"]

    def clean(self):
        return self.cleaned_data["national_id"]

def change(request):
    return request.POST["email"]

def save(form):
    return form.cleaned_data["national_id"]
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from .models import Customer

# fieldguard: ignore[${ID}] reports are not mailed
def change(request):
    ^^^^^^ ${ID} (suppressed): Customer.
    return request.POST["national_id"]
`),
    },
  ],
  fixed: [],
};
