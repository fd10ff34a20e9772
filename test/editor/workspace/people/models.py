from django.db import models


class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=18)
    passport_number = models.CharField(max_length=20, blank=True)
    newsletter = models.BooleanField(default=False)


class Basket(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    opened_at = models.DateTimeField(auto_now_add=True)
