/** The model that the cases of these families speak of, and a module beside it. */
export function beside(path: string, source: string): string {
  return `${MODELS}\n//- shop/${path}\n${source}`;
}

const MODELS = `//- shop/models.py
from django.db import models

class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
    api_key = models.CharField(max_length=64)
    newsletter = models.BooleanField()

class Order(models.Model):
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    reference = models.CharField(max_length=20)
`;
