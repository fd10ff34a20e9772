from django import forms

from applicants.models import Applicant
from lettings.models import Property


class TenancyForm(forms.Form):
    applicant = forms.ModelChoiceField(Applicant.objects.none())
    property = forms.ModelChoiceField(Property.objects.none())
    start_date = forms.DateField()
    months = forms.IntegerField(min_value=6, max_value=36, initial=12)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applicant"].queryset = Applicant.objects.for_user(user).filter(state="approved")
        self.fields["property"].queryset = Property.objects.for_user(user).available()


class SchemeForm(forms.Form):
    scheme_reference = forms.CharField(max_length=40)
