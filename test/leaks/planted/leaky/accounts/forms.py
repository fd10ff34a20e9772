from django import forms
from django.contrib.auth.password_validation import validate_password
from django.views.decorators.debug import sensitive_variables

from .models import User


class SignupForm(forms.Form):
    email = forms.EmailField(widget=forms.EmailInput(attrs={"placeholder": "you@example.com"}))
    password = forms.CharField(widget=forms.PasswordInput, strip=False)
    accept_terms = forms.BooleanField()

    @sensitive_variables("password")
    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password)
        return password


class EmailChangeForm(forms.Form):
    email = forms.EmailField(label="New e-mail address")
    password = forms.CharField(widget=forms.PasswordInput, strip=False)

    def __init__(self, *args, user: User, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("The password is not correct.")
        return self.cleaned_data["password"]
