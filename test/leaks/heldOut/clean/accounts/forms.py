from django import forms

from accounts.models import User


class RoleForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["role"]
