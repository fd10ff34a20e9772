import type { RuleCases } from "../../cases.ts";
import { beside } from "../../api/caseModels.ts";

const ID = "admin/listed-field";

export const cases: RuleCases = {
  positive: [
    {
      name: "columns of a mixin, once for all models that it is taken over for",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer
from .partners import Partner
class KeyColumns:
    list_display = ["api_key"]
                     ^^^^^^^ ${ID}: \`list_display\` of \`KeyColumns\` shows \`Customer.api_key\`, \`Partner.api_key\`

@admin.register(Customer)
class CustomerAdmin(KeyColumns, admin.ModelAdmin):
    fields = ["email"]

@admin.register(Partner)
class PartnerAdmin(KeyColumns, admin.ModelAdmin):
    fields = ["email"]

//- shop/partners.py
from django.db import models

class Partner(models.Model):
    api_key = models.CharField(max_length=64)
`,
      ),
    },
    {
      name: "columns and filters",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = ["email", "api_key"]
                              ^^^^^^^ ${ID}: \`list_display\` of \`CustomerAdmin\` shows \`Customer.api_key\`
    list_filter = ["national_id"]
                    ^^^^^^^^^^^ ${ID} (information): \`list_filter\`
`,
      ),
    },
    {
      name: "one list for two options",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = ["email", "api_key"]
                              ^^^^^^^ ${ID}: \`list_display\` of \`CustomerAdmin\` shows \`Customer.api_key\`
    list_display_links = list_display
`,
      ),
    },
    {
      name: "a column that a method is called like, which Django does not ask",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = ["api_key"]
                     ^^^^^^^ ${ID}: \`Customer.api_key\`

    def api_key(self, customer):
        return "…"
`,
      ),
    },
  ],
  negative: [
    {
      name: "other columns",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = ["newsletter"]
    list_filter = ["newsletter"]
`,
      ),
    },
  ],
  trap: [
    {
      name: "methods that are called otherwise, and forms",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = ["api_key_end"]
    fields = ["national_id"]
    readonly_fields = ["national_id"]

    def api_key_end(self, customer):
        return "…"
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    # fieldguard: ignore[${ID}] these are keys for tests
    list_display = ["email", "api_key"]
                              ^^^^^^^ ${ID} (suppressed): Customer.api_key
`,
      ),
    },
  ],
  fixed: [
    {
      name: "a column, with what is only for columns",
      fix: "unlist-field",
      field: "CustomerAdmin",
      before: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = (
        "newsletter",
        "api_key",  # for support
        "email",
    )
    list_display_links = ["newsletter"]
    list_editable = ["api_key", "email"]
    search_fields = ["api_key"]
`,
      ),
      after: `
//- shop/admin.py

from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_display = (
        "newsletter",
        # for support
        "email",
    )
    list_display_links = ["newsletter"]
    list_editable = ["email"]
    search_fields = ["api_key"]
`,
    },
    {
      name: "a filter with a class of its own, by the name of its field",
      fix: "unlist-field",
      field: "CustomerAdmin:national_id",
      before: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_filter = ["newsletter", ("national_id", admin.EmptyFieldListFilter)]
`,
      ),
      after: `
//- shop/admin.py

from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    list_filter = ["newsletter"]
`,
    },
  ],
};
