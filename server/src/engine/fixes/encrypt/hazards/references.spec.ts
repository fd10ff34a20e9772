import { describe, expect, it } from "vitest";
import { applyPlan } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../../test/support/uses.ts";
import { type FixPlan, isRefusal } from "../../model.ts";
import { planTogether } from "../../planTogether.ts";
import { encrypt } from "../encrypt.ts";

const MODELS = `
    //- clinic/models.py
    from django.db import models


    class Patient(models.Model):
        ssn = models.CharField(max_length=11)
        name = models.CharField(max_length=80)
`;

/** What the fix plans, or why it does not, and the files after it. */
async function planned(
  source: string,
): Promise<{ readonly plan: FixPlan | string; readonly after: (path: string) => string }> {
  const { files } = parseFixture(source);
  const workspace = await readWorkspace(files);
  const context = (await workspace.countedFixContext("clinic/models.py", "Patient", "ssn"))!;
  const offer = encrypt.offer(context)!;
  if (isRefusal(offer)) return { plan: offer.because, after: () => "" };
  const plan = encrypt.plan(context, {})!;
  return { plan, after: (path) => applyPlan(files, plan).get(path)! };
}

const ADMIN = `
    //- clinic/admin.py
    from django.contrib import admin
    from clinic.models import Patient


    @admin.register(Patient)
    class PatientAdmin(admin.ModelAdmin):
        list_display = ("name", "ssn")
        list_filter = ("name", "ssn")
        search_fields = ("name", "^ssn")
        ordering = ("-ssn",)
`;

describe("entries that let people search, filter and sort", () => {
  it("go with the change of the model, those of an admin in a step of their own", async () => {
    const { plan, after } = await planned(MODELS + ADMIN);
    expect(plan).toMatchObject({
      steps: [
        { label: "Model" },
        { label: "Search, filters and order in clinic/admin.py" },
        { label: "Field classes" },
      ],
    });
    expect(after("clinic/admin.py").split("\n").slice(5)).toEqual([
      "class PatientAdmin(admin.ModelAdmin):",
      '    list_display = ("name", "ssn")',
      '    list_filter = ("name",)',
      '    search_fields = ("name",)',
      "    ordering = ()",
      "",
    ]);
    expect((plan as FixPlan).notes).toContain(
      "It can no longer be searched, filtered or sorted by, and was taken out of clinic/admin.py:8 (list_filter), clinic/admin.py:9 (search_fields), clinic/admin.py:10 (ordering). A client of an API that still asks for it gets all rows, in another order.",
    );
  });

  it("go from views and filters of an API, of relations that lead to the field, too", async () => {
    const api = `
    //- clinic/api.py
    from clinic.models import Patient
    from visits.models import Visit


    class PatientViewSet(ModelViewSet):
        queryset = Patient.objects.all()
        filterset_fields = {"name": ["exact"], "ssn": ["exact", "in"]}
        ordering_fields = ["ssn", "name"]


    class VisitFilter(FilterSet):
        class Meta:
            model = Visit
            fields = ["patient__ssn", "at"]
    //- visits/models.py
    from django.db import models
    from clinic.models import Patient


    class Visit(models.Model):
        patient = models.ForeignKey(Patient, on_delete=models.CASCADE)
        at = models.DateTimeField()
    `;
    const { after } = await planned(MODELS + api);
    expect(after("clinic/api.py")).toContain(
      'filterset_fields = {"name": ["exact"]}\n    ordering_fields = ["name"]\n',
    );
    expect(after("clinic/api.py")).toContain('fields = ["at"]');
  });

  it("go from an admin that stands beside the model", async () => {
    const source = `${MODELS}

    class PatientAdmin(admin.ModelAdmin):
        model = Patient
        search_fields = ["ssn", "name"]
    `;
    const { after } = await planned(source);
    expect(after("clinic/models.py")).toContain("ssn = EncryptedCharField(max_length=11)");
    expect(after("clinic/models.py")).toContain('search_fields = ["name"]');
  });

  it("stand against the change where they cannot go, all of them with their file", async () => {
    const elsewhere = ADMIN.replace('("-ssn",)', "tuple(['-ssn'])");
    expect((await planned(MODELS + elsewhere)).plan).toContain("Change these places first.");
  });

  it("stand against the change where an admin would search nothing any more", async () => {
    const alone = ADMIN.replace('("name", "^ssn")', '("^ssn",)');
    expect((await planned(MODELS + alone)).plan).toContain("Change these places first.");
  });

  it("stand against a change of several fields where together they are all that an admin searches", async () => {
    const { files } = parseFixture(
      `${MODELS}        iban = models.CharField(max_length=34)\n${ADMIN.replace('"name", "^ssn"', '"^ssn", "iban"')}`,
    );
    const workspace = await readWorkspace(files);
    const contexts = await Promise.all(
      ["ssn", "iban"].map(async (name) => (await workspace.countedFixContext("clinic/models.py", "Patient", name))!),
    );
    const { done, left } = planTogether(encrypt, contexts, {})!;
    expect(done.map(({ subject }) => subject.field.name)).toEqual(["ssn"]);
    expect(left.map(({ why }) => why.because)).toEqual([
      "With Patient.ssn nothing would be left of `search_fields` (clinic/admin.py:9): name another field there first.",
    ]);
  });

  it("are left where only the name of a class tells whose they are", async () => {
    const source = `${MODELS}
    //- clinic/admin.py
    class PatientAdmin(admin.ModelAdmin):
        search_fields = ["ssn", "name"]
    `;
    const { plan, after } = await planned(source);
    expect(after("clinic/admin.py")).toContain('["ssn", "name"]');
    expect((plan as FixPlan).notes.join()).toContain("Look at what seems to query it");
  });
});
