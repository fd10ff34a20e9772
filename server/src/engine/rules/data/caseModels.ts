/** Models that the cases of this family speak of, and files beside them. */
export function withModels(files: string): string {
  return `${MODELS}${files.replace(/^\n/, "")}`;
}

/** Likewise, for a project that wants to hear of a few addresses as well. */
export function strictWithModels(files: string): string {
  return `//- fieldguard.yml\nprofile: strict\n${withModels(files)}`;
}

const MODELS = `//- shop/models.py
from django.db import models

class Customer(models.Model):
    email = models.EmailField()
    phone = models.CharField(max_length=30)
    iban = models.CharField(max_length=34)
    card_number = models.CharField(max_length=19)
    national_id = models.CharField(max_length=20)

class Order(models.Model):
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    reference = models.CharField(max_length=20)
`;
