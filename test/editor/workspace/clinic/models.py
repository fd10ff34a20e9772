from django.db import models


class Patient(models.Model):
    diagnosis = models.TextField(blank=True)
    sort_order = models.PositiveIntegerField(default=0)
