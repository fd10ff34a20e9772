from django import forms

from .models import Appointment, Slot


class BookingForm(forms.Form):
    slot = forms.ModelChoiceField(queryset=Slot.objects.none())
    channel = forms.ChoiceField(choices=Appointment.Channel.choices)
    reason = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args, slots, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = slots
