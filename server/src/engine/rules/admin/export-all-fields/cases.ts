import type { RuleCases } from "../../cases.ts";
import { beside } from "../../api/caseModels.ts";

const ID = "admin/export-all-fields";

export const cases: RuleCases = {
  positive: [
    {
      name: "admins with an export and no resource of their own",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from import_export.admin import ExportMixin, ImportExportModelAdmin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(ImportExportModelAdmin):
      ^^^^^^^^^^^^^ ${ID}: \`CustomerAdmin\`, which has no resource of its own, exports \`Customer.api_key\`
    fields = ["email"]
    pass

class OtherAdmin(ExportMixin, admin.ModelAdmin):
      ^^^^^^^^^^ ${ID}: \`Customer.api_key\`
    fields = ["email"]
    pass

admin.site.register(Customer, OtherAdmin)
`,
      ),
    },
    {
      name: "resources that name no fields, or what to leave out",
      source: beside(
        "resources.py",
        `
from import_export import resources
from .models import Customer, Order
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
                ^^^^^^^^ ${ID}: \`CustomerResource\`, which names no fields, exports \`Customer.api_key\`

class OtherResource(resources.ModelResource):
    class Meta:
        model = Customer
        exclude = ["api_key"]
                  ^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
`,
      ),
    },
  ],
  negative: [
    {
      name: "fields that are chosen",
      source: beside(
        "resources.py",
        `
from import_export import resources
from .models import Customer, Order
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
        fields = ("id", "newsletter")
`,
      ),
    },
  ],
  trap: [
    {
      name: "admins that choose a resource, or whose bases may, and those that only import",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from import_export.admin import ExportMixin, ImportMixin
from .base import ShopAdmin
from .models import Customer
from .resources import CustomerResource
@admin.register(Customer)
class CustomerAdmin(ExportMixin, admin.ModelAdmin):
    fields = ["email"]
    resource_classes = [CustomerResource]

@admin.register(Customer)
class OtherAdmin(ExportMixin, ShopAdmin):
    fields = ["email"]

@admin.register(Customer)
class ImportAdmin(ImportMixin, admin.ModelAdmin):
    fields = ["email"]
`,
      ),
    },
    {
      name: "models without such fields, and values that a method makes",
      source: beside(
        "resources.py",
        `
from import_export import resources
from .models import Customer, Order
class OrderResource(resources.ModelResource):
    class Meta:
        model = Order

class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
        exclude = ["email", "national_id"]

    def dehydrate_api_key(self, customer):
        return "…"
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: beside(
        "resources.py",
        `
from import_export import resources
from .models import Customer, Order
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer  # fieldguard: ignore[${ID}] for the authority that asks for all
                ^^^^^^^^ ${ID} (suppressed): Customer.api_key
`,
      ),
    },
  ],
  fixed: [
    {
      name: "an export without one",
      fix: "hide-field",
      field: "CustomerResource",
      before: beside(
        "exports.py",
        `
from import_export import resources
from .models import Customer
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
        exclude = ("email", "national_id")
`,
      ),
      after: `
//- shop/exports.py

from import_export import resources
from .models import Customer
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
        fields = ("id", "newsletter")
`,
    },
    {
      name: "a resource that names no fields",
      fix: "name-fields",
      field: "CustomerResource",
      before: beside(
        "exports.py",
        `
from import_export import resources
from .models import Customer
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
`,
      ),
      after: `
//- shop/exports.py

from import_export import resources
from .models import Customer
class CustomerResource(resources.ModelResource):
    class Meta:
        model = Customer
        fields = (
            "id",
            "newsletter",
            # Sensitive: delete what nobody needs.
            "email",
            "national_id",
            "api_key",
        )
`,
    },
  ],
};
