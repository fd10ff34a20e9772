from django import forms

from referencing.models import ReferenceRequest


class RequestForm(forms.ModelForm):
    class Meta:
        model = ReferenceRequest
        fields = ["kind", "referee_name", "email"]


class ReturnForm(forms.Form):
    months_known = forms.IntegerField(min_value=0, max_value=720)
    had_arrears = forms.BooleanField(required=False)
    would_recommend = forms.BooleanField(required=False)
    letter = forms.CharField(widget=forms.Textarea, max_length=4000, required=False)
