import csv

from django.http import HttpResponse

from core import audit


def columns_of(model) -> list[str]:
    return [field.name for field in model._meta.concrete_fields]


def as_csv(queryset) -> HttpResponse:
    """The selected rows as a spreadsheet for the branch's monthly figures."""
    model = queryset.model
    columns = columns_of(model)
    response = HttpResponse(content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{model._meta.model_name}s.csv"'
    writer = csv.writer(response)
    writer.writerow(columns)
    count = 0
    for row in queryset.iterator():
        writer.writerow([getattr(row, name) for name in columns])
        count += 1
    audit.record_export(model, count)
    return response
