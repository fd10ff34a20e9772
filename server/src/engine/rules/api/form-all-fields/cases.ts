import type { RuleCases } from "../../cases.ts";
import { beside } from "../caseModels.ts";

const ID = "api/form-all-fields";

export const cases: RuleCases = {
  positive: [
    {
      name: "forms that a call makes",
      source: beside(
        "forms.py",
        `
from django.forms import inlineformset_factory, modelform_factory, modelformset_factory
from .models import Customer, Order
CustomerForm = modelform_factory(Customer, fields="__all__")
                                                   ^^^^^^^ ${ID}: \`fields = "__all__"\` of \`modelform_factory\` shows and takes \`Customer.api_key\`
CustomerFormSet = modelformset_factory(Customer, exclude=["email"])
                                                         ^^^^^^^^^ ${ID}: \`exclude\` of \`modelformset_factory\`
Inline = inlineformset_factory(Order, Customer, fields="__all__", extra=1)
                                                        ^^^^^^^ ${ID}: \`fields = "__all__"\` of \`inlineformset_factory\`
`,
      ),
    },
    {
      name: "forms and the views that make one",
      source: beside(
        "forms.py",
        `
from django import forms
from django.views.generic import CreateView
from .models import Customer, Order
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = "__all__"
                  ^^^^^^^ ${ID}: \`CustomerForm\` shows and takes \`Customer.api_key\`

class OtherForm(forms.ModelForm):
    class Meta:
        model = Customer
        exclude = ["api_key"]
                  ^^^^^^^^^^^ ${ID} (information): \`Customer.national_id\`

class CustomerCreate(CreateView):
    model = Customer
    fields = "__all__"
              ^^^^^^^ ${ID}: \`Customer.api_key\`
`,
      ),
    },
  ],
  negative: [
    {
      name: "forms that a call makes of chosen fields, or of a form that there is",
      source: beside(
        "forms.py",
        `
from django.forms import modelform_factory, modelformset_factory
from .base import CustomerForm, HIDDEN
from .models import Customer
A = modelform_factory(Customer, fields=["newsletter"])
B = modelform_factory(Customer, exclude=["email", "national_id", "api_key"])
C = modelform_factory(Customer, exclude=HIDDEN)
D = modelformset_factory(Customer, form=CustomerForm)
`,
      ),
    },
    {
      name: "fields that are chosen",
      source: beside(
        "forms.py",
        `
from django import forms
from django.views.generic import CreateView
from .models import Customer, Order
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["newsletter"]
`,
      ),
    },
  ],
  trap: [
    {
      name: "fields that are left out, and models without any",
      source: beside(
        "forms.py",
        `
from django import forms
from django.views.generic import CreateView
from .models import Customer, Order
class OrderForm(forms.ModelForm):
    class Meta:
        model = Order
        fields = "__all__"

class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        exclude = ["api_key", "national_id"]

class OtherForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = "__all__"
        exclude = ("api_key", "national_id")
`,
      ),
    },
    {
      name: "fields that no form has",
      source: `
//- shop/models.py
from django.db import models

class Customer(models.Model):
    api_key = models.CharField(max_length=64, editable=False)
    password_hash = models.BinaryField()
    newsletter = models.BooleanField()

//- shop/forms.py
from django import forms
from .models import Customer
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = "__all__"
`,
    },
    {
      name: "passwords that are entered and never shown",
      source: beside(
        "forms.py",
        `
from django import forms
from django.contrib.auth.forms import UserChangeForm as DjangoUserChangeForm
from django.contrib.auth.models import User
from .models import Customer

class KeyForm(forms.ModelForm):
    api_key = forms.CharField(widget=forms.PasswordInput)

    class Meta:
        model = Customer
        exclude = ["national_id"]

class StaffKeyForm(KeyForm):
    class Meta:
        model = Customer
        exclude = ["national_id", "email"]

class WidgetForm(forms.ModelForm):
    class Meta:
        model = Customer
        exclude = ["national_id"]
        widgets = {"api_key": forms.PasswordInput(attrs={"autocomplete": "off"})}

class UserChangeForm(DjangoUserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: beside(
        "forms.py",
        `
from django import forms
from django.views.generic import CreateView
from .models import Customer, Order
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = "__all__"  # fieldguard: ignore[${ID}] for the office
                  ^^^^^^^ ${ID} (suppressed): Customer.api_key
`,
      ),
    },
  ],
  fixed: [
    {
      name: "all fields but one",
      fix: "hide-field",
      field: "CustomerForm:national_id",
      before: beside(
        "forms.py",
        `
from django import forms
from .models import Customer
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = "__all__"
`,
      ),
      after: `
//- shop/forms.py

from django import forms
from .models import Customer
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = [
            "newsletter",
            # Sensitive: delete what nobody needs.
            "email",
            "api_key",
        ]
`,
    },
    {
      name: "all fields but some become those that there are",
      fix: "name-fields",
      field: "CustomerForm",
      before: beside(
        "forms.py",
        `
from django import forms
from .models import Customer
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        exclude = ("email",)
`,
      ),
      after: `
//- shop/forms.py

from django import forms
from .models import Customer
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = (
            "newsletter",
            # Sensitive: delete what nobody needs.
            "national_id",
            "api_key",
        )
`,
    },
  ],
};
