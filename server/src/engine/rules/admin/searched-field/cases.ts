import type { RuleCases } from "../../cases.ts";
import { beside } from "../../api/caseModels.ts";

const ID = "admin/searched-field";

export const cases: RuleCases = {
  positive: [
    {
      name: "what is searched",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    search_fields = ["email", "=api_key", "national_id"]
                                ^^^^^^^ ${ID}: \`search_fields\` of \`CustomerAdmin\` puts \`Customer.api_key\`, \`Customer.national_id\` (restricted)
`,
      ),
    },
  ],
  negative: [
    {
      name: "other fields",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    search_fields = ["=id"]
`,
      ),
    },
  ],
  trap: [
    {
      name: "what people are commonly searched by",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer, Order
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    search_fields = ["email"]
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
    search_fields = ["=api_key"]  # fieldguard: ignore[${ID}] support is given keys
                       ^^^^^^^ ${ID} (suppressed): Customer.api_key
`,
      ),
    },
  ],
  fixed: [
    {
      name: "the only field that is searched",
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
    search_fields = ("=api_key",)
`,
      ),
      after: `
//- shop/admin.py

from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    fields = ["email"]
    search_fields = ()
`,
    },
  ],
};
