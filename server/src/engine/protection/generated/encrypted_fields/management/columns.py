"""What the commands that go through a column have in common."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections


class ColumnCommand(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("model", help="app_label.Model")
        parser.add_argument("field")
        parser.add_argument("--batch", type=int, default=500, help="rows in one transaction (%(default)s)")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=list(connections))

    def find_field(self, model, field):
        try:
            return apps.get_model(model)._meta.get_field(field)
        except (LookupError, ValueError) as error:
            raise CommandError(error) from None
