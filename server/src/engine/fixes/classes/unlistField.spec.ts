import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { planForClass } from "../../../../../test/support/fixes.ts";
import { beside } from "../../rules/api/caseModels.ts";
import { isRefusal } from "../model.ts";

const HEAD = `
from django.contrib import admin
from .models import Customer
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
`;

async function toldOf(options: string, others = ""): Promise<string> {
  const { files } = parseFixture(`${beside("admin.py", HEAD + options)}\n${others}`);
  const plan = await planForClass(files, "unlist-field", "CustomerAdmin");
  return isRefusal(plan) ? plan.because : plan.notes.join("\n");
}

describe("taking a field out of a list of the admin", () => {
  it("is not on offer where no column would be left", async () => {
    expect(await toldOf('    list_display = ["api_key"]\n')).toContain("Nothing else would be left");
  });

  it("is not on offer where what is edited in place would become the link to the form", async () => {
    const options = '    list_display = ["api_key", "newsletter"]\n    list_editable = ["newsletter"]\n';
    expect(await toldOf(options)).toContain("`newsletter`, which can be edited in the list, would be its first column");
    expect(await toldOf(`${options}    list_display_links = ["newsletter"]\n`)).toBe("");
    expect(await toldOf(`${options}    list_display_links = ["api_key"]\n`)).toContain("would be its first column");
  });

  it("is not on offer for the last field by which others look such an object up", async () => {
    const other =
      '//- shop/orders.py\nfrom django.contrib import admin\nclass OrderAdmin(admin.ModelAdmin):\n    autocomplete_fields = ["customer"]\n';
    expect(await toldOf('    search_fields = ["api_key"]\n', other)).toContain("Nothing else would be left");
    expect(await toldOf('    search_fields = ["api_key"]\n')).toBe("");
  });

  it("is not on offer where a mixin and its heir both name the field", async () => {
    const { files } = parseFixture(
      beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer
class Columns:
    list_display = ["newsletter", "api_key"]
@admin.register(Customer)
class CustomerAdmin(Columns, admin.ModelAdmin):
    list_editable = ["api_key"]
`,
      ),
    );
    const plan = await planForClass(files, "unlist-field", "Columns");
    expect(isRefusal(plan) && plan.because).toContain("`list_editable` of `CustomerAdmin` names it as well");
  });

  it("is not on offer where an heir of another file, or of two mixins, would name what is no column", async () => {
    const options = '    list_display = ["newsletter", "api_key"]\n';
    const heir = `//- shop/keys.py
from .admin import CustomerAdmin
class KeyAdmin(CustomerAdmin):
    list_editable = ["api_key"]
`;
    expect(await toldOf(options, heir)).toContain("`list_editable` of `KeyAdmin` names it as well");
    const { files } = parseFixture(
      beside(
        "admin.py",
        `
from django.contrib import admin
from .models import Customer
class Columns:
    list_display = ["newsletter", "api_key"]
class Editing:
    list_editable = ["api_key"]
@admin.register(Customer)
class CustomerAdmin(Columns, Editing, admin.ModelAdmin):
    pass
`,
      ),
    );
    const plan = await planForClass(files, "unlist-field", "Columns");
    expect(isRefusal(plan) && plan.because).toContain("`list_editable` of `Editing` names it as well");
  });

  it("leaves alone a class that has nothing to do with it", async () => {
    const other = `    list_display = ["newsletter", "api_key"]

class OtherAdmin(admin.ModelAdmin):
    model = Customer
    list_display = ["api_key"]
    list_display_links = ["api_key"]

admin.site.register(Customer, OtherAdmin)
`;
    expect(await toldOf(other)).not.toContain("as well");
  });

  it("is not on offer for what is put together elsewhere", async () => {
    expect(await toldOf('    list_filter = FILTERS\n\nFILTERS = ["api_key"]\n')).toContain("not edited here");
  });

  it("names who else uses the field, tests included", async () => {
    const others = `
//- shop/forms.py
from django import forms
from .models import Customer
class CustomerForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["api_key"]

//- shop/templates/shop/customer.html
{{ customer.api_key }}

//- shop/views.py
from .models import Customer
def key(request, pk):
    return Customer.objects.get(api_key=pk)

//- shop/tests/test_admin.py
def test_list(client):
    assert "api_key" in client.get("/admin/").content
`;
    expect(await toldOf('    list_display = ["newsletter", "api_key"]\n', others)).toBe(
      "`api_key` is named in forms (shop/forms.py:6); templates (shop/templates/shop/customer.html:1); code (shop/views.py:3); tests (shop/tests/test_admin.py:2): see that they do without what changes.",
    );
  });
});
