import re

from django import forms
from django.views.decorators.debug import sensitive_variables


class DebitForm(forms.Form):
    holder = forms.CharField(max_length=80, label="Account holder")
    iban = forms.CharField(
        max_length=42,
        label="IBAN",
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "XX00 0000 0000"}),
    )

    @sensitive_variables("value")
    def clean_iban(self) -> str:
        value = re.sub(r"\s+", "", self.cleaned_data["iban"]).upper()
        if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", value):
            raise forms.ValidationError("This is not a valid IBAN.", code="iban")
        return value


class BalanceForm(forms.Form):
    contact = forms.EmailField(label="E-mail address of the patient")
