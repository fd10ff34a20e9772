from django.db import models


class Patient(models.Model):
    diagnosis = models.TextField(blank=True)
    room = models.CharField(max_length=10)
