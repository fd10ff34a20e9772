/** Models that the cases of this family speak of, and a module of views beside them. */
export function inViews(source: string): string {
  return `${MODELS}\n//- shop/views.py\n${source}`;
}

const MODELS = `//- shop/models.py
from django.db import models

class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
    newsletter = models.BooleanField()

    def __str__(self):
        return self.email
               ^^^^^^^^^^ representation/shown-field (information): Customer.email

class Order(models.Model):
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    reference = models.CharField(max_length=20)

    def __str__(self):
        return self.reference
`;
