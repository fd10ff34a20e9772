import type { RuleCases } from "../../cases.ts";
import { beside } from "../../api/caseModels.ts";

const ID = "admin/unchosen-form";

export const cases: RuleCases = {
  positive: [
    {
      name: "an admin and an inline",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from django.db import models

class Gateway(models.Model):
    client_secret = models.CharField(max_length=64)

@admin.register(Gateway)
class GatewayAdmin(admin.ModelAdmin):
      ^^^^^^^^^^^^ ${ID} (information): \`GatewayAdmin\` does not say what its form shows, which is \`Gateway.client_secret\`
    list_display = ["email"]

class GatewayInline(admin.StackedInline):
      ^^^^^^^^^^^^^ ${ID} (information): client_secret
    model = Gateway
`,
      ),
    },
  ],
  negative: [
    {
      name: "fields, fieldsets, a form, and what is read only",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from django.db import models

class Gateway(models.Model):
    client_secret = models.CharField(max_length=64)

@admin.register(Gateway)
class GatewayAdmin(admin.ModelAdmin):
    fields = ["email"]

class SetAdmin(admin.ModelAdmin):
    model = Gateway
    fieldsets = [(None, {"fields": ["email"]})]

class FormInline(admin.TabularInline):
    model = Gateway
    form = GatewayForm

class ExcludingInline(admin.TabularInline):
    model = Gateway
    exclude = ["client_secret"]
`,
      ),
    },
  ],
  trap: [
    {
      name: "codes that are looked up",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer

@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ["email"]
`,
      ),
    },
    {
      name: "a base of another file, one that chooses, and a model without secrets",
      source: beside(
        "admin.py",
        `
from django.contrib import admin
from common.admin import SafeAdmin
from .models import Customer, Order

@admin.register(Customer)
class CustomerAdmin(SafeAdmin):
    list_display = ["email"]

class Base(admin.ModelAdmin):
    def get_fields(self, request, obj=None):
        return ["email"]

class OtherAdmin(Base):
    model = Customer

@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    pass
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
from django.db import models

class Gateway(models.Model):
    client_secret = models.CharField(max_length=64)

# fieldguard: ignore[${ID}] for the two who hand out keys
@admin.register(Gateway)
class GatewayAdmin(admin.ModelAdmin):
      ^^^^^^^^^^^^ ${ID} (suppressed): Gateway.client_secret
    list_display = ["email"]
`,
      ),
    },
  ],
  fixed: [],
};
