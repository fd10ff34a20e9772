from django import forms

from .models import MedicalDocument, Patient


class PatientProfileForm(forms.ModelForm):
    class Meta:
        model = Patient
        fields = "__all__"
        widgets = {"date_of_birth": forms.DateInput(attrs={"type": "date"})}


class PolicyForm(forms.Form):
    insurer = forms.CharField(max_length=80)
    number = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    valid_until = forms.DateField(required=False)


class DocumentForm(forms.ModelForm):
    class Meta:
        model = MedicalDocument
        fields = ["kind", "file"]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > 10 * 1024 * 1024:
            raise forms.ValidationError("The file is larger than 10 MB.")
        return upload
