import re

from django import forms
from django.views.decorators.debug import sensitive_variables

from applicants.models import Applicant, Guarantor, IdentityDocument

NI_FORMAT = re.compile(r"^[A-Z]{2}\d{6}[A-D]$")


class ApplicantForm(forms.ModelForm):
    class Meta:
        model = Applicant
        fields = [
            "first_name",
            "last_name",
            "email",
            "phone",
            "date_of_birth",
            "national_insurance_number",
            "annual_income",
            "employment",
        ]
        widgets = {"national_insurance_number": forms.TextInput(attrs={"autocomplete": "off"})}
        help_texts = {"national_insurance_number": "Two letters, six digits, a letter: QQ123456C"}

    @sensitive_variables("number")
    def clean_national_insurance_number(self):
        number = "".join(self.cleaned_data["national_insurance_number"].split()).upper()
        if number and not NI_FORMAT.match(number):
            raise forms.ValidationError("This is not an NI number.")
        return number


class BankDetailsForm(forms.Form):
    holder = forms.CharField(max_length=120)
    sort_code = forms.CharField(max_length=8, widget=forms.TextInput(attrs={"placeholder": "00-00-00", "autocomplete": "off"}))
    account_number = forms.CharField(max_length=8, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class GuarantorForm(forms.ModelForm):
    class Meta:
        model = Guarantor
        fields = ["full_name", "email", "phone", "date_of_birth", "annual_income", "relationship"]


class DocumentForm(forms.ModelForm):
    class Meta:
        model = IdentityDocument
        fields = ["kind", "file"]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > 10 * 1024 * 1024:
            raise forms.ValidationError("The file is larger than 10 MB.")
        return upload


class LookupForm(forms.Form):
    national_insurance_number = forms.CharField(max_length=13, label="NI number")
