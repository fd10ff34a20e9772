"""Prints what the classes of vault/classes.py show, as JSON."""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from drf_spectacular.generators import SchemaGenerator
from vault import classes

print(
    json.dumps(
        {
            "rest": SchemaGenerator().get_schema(request=None, public=True),
            "ninja": classes.ninja_api.get_openapi_schema(),
            "graphene": str(classes.graphene_schema),
            "strawberry": classes.strawberry_schema.as_str(),
            "forms": {
                form.__name__: sorted(form.base_fields) for form in (classes.CustomerForm, classes.MemberForm)
            },
            "export": sorted(classes.CustomerResource().get_export_headers()),
            "filters": sorted(classes.CustomerFilter.base_filters),
        },
        default=str,
    )
)
