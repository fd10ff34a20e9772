import csv

from django.http import HttpResponse

from audit.services import Action, record
from common.text import csv_safe


def invoices_as_csv(queryset) -> HttpResponse:
    response = HttpResponse(content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="invoices.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response)
    record(Action.EXPORT, model=queryset.model, count=queryset.count())
    columns = [f.attname for f in queryset.model._meta.concrete_fields]
    writer.writerow(columns)
    for invoice in queryset.iterator():
        writer.writerow([csv_safe(getattr(invoice, name)) for name in columns])
    return response
