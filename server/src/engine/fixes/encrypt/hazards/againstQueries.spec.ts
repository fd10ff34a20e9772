import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../../test/support/uses.ts";
import { refusalWords } from "../../../reports/uses.ts";
import { type FixContext, isRefusal } from "../../model.ts";
import { encrypt } from "../encrypt.ts";
import { HAZARDS } from "../../../project/uses/hazards.ts";

const MODELS = `
    //- clinic/models.py
    from django.db import models

    class Patient(models.Model):
        ssn = models.CharField(max_length=11)
        born = models.DateField()
        name = models.CharField(max_length=80)

    class Visit(models.Model):
        patient = models.ForeignKey(Patient, related_name="visits", on_delete=models.CASCADE)
        code = models.CharField(max_length=8)
`;

const IMPORTS = `
    //- clinic/views.py
    from django.contrib import admin
    from django.db import connection, models
    from django.contrib.postgres.aggregates import ArrayAgg
    from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, Value, When, Window
    from django.db.models.expressions import RawSQL
    from django.db.models.functions import Coalesce, Greatest, Lower, RowNumber
    from clinic.models import Patient, Visit
`;

async function contextOf(source: string, field = "Patient.ssn", path = "clinic/models.py"): Promise<FixContext> {
  const workspace = await readWorkspace(parseFixture(source).files);
  const [entity, name] = field.split(".") as [string, string];
  return (await workspace.countedFixContext(path, entity, name))!;
}

async function answer(source: string, field?: string, path?: string): Promise<string> {
  const offer = encrypt.offer(await contextOf(source, field, path))!;
  return isRefusal(offer) ? refusalWords(offer) : "offered";
}

function code(...lines: readonly string[]): string {
  return MODELS + IMPORTS + lines.map((line) => `    ${line}\n`).join("");
}

describe("what certainly queries a field stands against encrypting it", () => {
  it.each([
    ['Patient.objects.filter(ssn="1")', "compare"],
    ['Patient.objects.exclude(ssn__icontains="1")', "compare"],
    ['Patient.objects.get_or_create(ssn="1")', "compare"],
    ['Visit.objects.filter(patient__ssn__in=["1"])', "compare"],
    ['Visit.objects.filter(Q(patient__ssn="1") | Q(code="2"))', "compare"],
    ['Patient.objects.in_bulk(["1"], field_name="ssn")', "compare"],
    ['Patient.objects.order_by("-ssn")', "order"],
    ['Visit.objects.order_by("patient__ssn")', "order"],
    ['Patient.objects.latest("ssn")', "order"],
    ['Patient.objects.distinct("ssn")', "group"],
    ['Patient.objects.values_list("ssn", flat=True).distinct()', "group"],
    ['Patient.objects.values("ssn").annotate(n=Count("pk"))', "group"],
    ['Patient.objects.aggregate(m=Max("ssn"))', "compute"],
    ['Patient.objects.aggregate(n=Count("ssn", distinct=True))', "compute"],
    ['Patient.objects.update(name=F("ssn"))', "compute"],
    ['Patient.objects.annotate(low=Lower("ssn"))', "compute"],
    ['Visit.objects.filter(code=F("patient__ssn"))', "compute"],
    ['Patient.objects.annotate(n=Visit.objects.filter(code=OuterRef("ssn")).values("pk"))', "compute"],
    ['Patient.objects.annotate(n=Window(RowNumber(), partition_by=["ssn"], order_by="name"))', "group"],
    ['Patient.objects.annotate(n=Window(RowNumber(), partition_by=[F("ssn")], order_by="name"))', "compute"],
    ['Patient.objects.annotate(n=Window(RowNumber(), order_by=["-ssn"]))', "order"],
    ['Patient.objects.annotate(n=Window(RowNumber(), order_by=F("ssn").desc()))', "compute"],
    ['Visit.objects.aggregate(n=ArrayAgg("code", ordering="patient__ssn"))', "order"],
    ['Patient.objects.order_by(F("ssn").desc())', "compute"],
    ['Patient.objects.annotate(n=Case(When(ssn="1", then=Value(1)), default=Value(2)))', "compare"],
    ['Patient.objects.annotate(n=Case(When(pk=1, then="ssn"), default="name"))', "compute"],
    ['Patient.objects.annotate(n=Case(When(pk=1, then="name"), default="ssn"))', "compute"],
    ['Patient.objects.annotate(n=Coalesce("ssn", Value("")))', "compute"],
    ['Patient.objects.annotate(n=Greatest("ssn", "name"))', "compute"],
    ['Patient.objects.filter(Exists(Visit.objects.filter(patient__ssn="1")))', "compare"],
    ['Visit.objects.filter(code__in=Patient.objects.values("ssn"))', "compare"],
    ['Visit.objects.filter(code__in=Subquery(Patient.objects.filter(pk=1).values("ssn")[:1]))', "compare"],
    ['Visit.objects.filter(Q(code__in=list(Patient.objects.values_list("ssn", flat=True))))', "compare"],
    ['Patient.objects.extra(where=["ssn = %s"], params=["1"])', "sql"],
    ['Patient.objects.extra(select={"low": "lower(ssn)"})', "sql"],
    ['Patient.objects.extra(order_by=["-ssn"])', "order"],
    ['Patient.objects.annotate(low=RawSQL("lower(ssn)", []))', "sql"],
    ['connection.cursor().execute("SELECT 1 FROM clinic_patient WHERE ssn = %s", ["1"])', "sql"],
    ['Patient.objects.raw("SELECT * FROM clinic_patient WHERE ssn = %s", ["1"])', "sql"],
  ] as const)("%s", async (line, hazard) => {
    expect(await answer(code(line))).toContain(HAZARDS[hazard].slice(0, -1));
  });

  it.each([
    ["admin search", "class PatientAdmin(admin.ModelAdmin):\n        search_fields = ['ssn']", "compare"],
    ["admin filter", "class PatientAdmin(admin.ModelAdmin):\n        list_filter = tuple(['ssn'])", "compare"],
    ["admin order", "class PatientAdmin(admin.ModelAdmin):\n        ordering = tuple(['-ssn'])", "order"],
  ] as const)("%s", async (_, declaration, hazard) => {
    const source = code("@admin.register(Patient)", declaration);
    expect(await answer(source)).toContain(HAZARDS[hazard].slice(0, -1));
  });

  it.each([
    ["filters of an API", 'filterset_fields = tuple(["ssn"])', "compare"],
    ["searches of an API", 'search_fields = ["^ssn"]', "compare"],
    ["orders of an API", 'ordering_fields = tuple(["ssn"])', "order"],
    ["addresses", 'lookup_field = "ssn"', "compare"],
    ["slugs", 'slug_field = "ssn"', "compare"],
  ] as const)("%s", async (_, option, hazard) => {
    const source = code("class PatientView(DetailView):", "    model = Patient", `    ${option}`);
    expect(await answer(source)).toContain(HAZARDS[hazard].slice(0, -1));
  });

  it("is declared in a set of filters", async () => {
    const source = code(
      "class PatientFilter(FilterSet):",
      "    ssn = CharFilter()",
      "    class Meta:",
      "        model = Patient",
      '        fields = ["ssn"]',
    );
    expect(await answer(source)).toBe(`${HAZARDS.compare} Change these places first: clinic/views.py:9 (filter).`);
  });

  it("is a natural key that a manager looks up", async () => {
    const source = code(
      "class PatientManager(models.Manager):",
      "    def get_by_natural_key(self, ssn):",
      "        return self.get(ssn=ssn)",
      "class Person(Patient):",
      "    objects = PatientManager()",
    );
    expect(await answer(source)).toContain(HAZARDS.compare.slice(0, -1));
  });

  it("is a foreign key that refers to it, also from another app and by a text", async () => {
    const source = `${MODELS}
    //- billing/models.py
    from django.db import models

    class Bill(models.Model):
        patient = models.ForeignKey("clinic.Patient", to_field="ssn", on_delete=models.CASCADE)
    `;
    expect(await answer(source)).toBe(
      `${HAZARDS.refer} Change these places first: billing/models.py:4 (relation followed: to_field).`,
    );
  });

  it("is the Meta of a child in another file, and a field there that must be unique within a period of it", async () => {
    const child = (body: string): string => `
    //- base/models.py
    from django.db import models

    class Person(models.Model):
        born = models.DateField()
        # fieldguard: category=user.government_id
        ssn = models.CharField(max_length=11)

        class Meta:
            abstract = True
    //- clinic/models.py
    from django.db import models
    from base.models import Person

    class Patient(Person):
        number = models.CharField(max_length=11${body === "" ? ', unique_for_date="born"' : ""})
${body}
    `;
    const meta = (option: string): string => child(`        class Meta:\n            ${option}`);
    expect(await answer(meta('ordering = ["ssn"]'), "Person.ssn", "base/models.py")).toContain("clinic/models.py:7");
    expect(await answer(meta('unique_together = [("ssn", "number")]'), "Person.ssn", "base/models.py")).toContain(
      "(constraint or index: Meta.unique_together)",
    );
    const constraint =
      'constraints = [models.UniqueConstraint(fields=["number"], condition=models.Q(ssn="x"), name="u")]';
    expect(await answer(meta(constraint), "Person.ssn", "base/models.py")).toContain("clinic/models.py:7");
    expect(await answer(meta('indexes = [models.Index(fields=["-ssn"])]'), "Person.ssn", "base/models.py")).toContain(
      HAZARDS.constrain.slice(0, -1),
    );
    expect(await answer(child(""), "Person.born", "base/models.py")).toContain(
      "clinic/models.py:5 (constraint or index: unique_for_date)",
    );
  });

  it("is a generated column, also of a child in another file", async () => {
    const source = `
    //- base/models.py
    from django.db import models

    class Person(models.Model):
        # fieldguard: category=user.government_id
        ssn = models.CharField(max_length=11)

        class Meta:
            abstract = True
    //- clinic/models.py
    from django.db import models
    from django.db.models.functions import Lower
    from base.models import Person

    class Patient(Person):
        low = models.GeneratedField(expression=Lower("ssn"), output_field=models.CharField(max_length=11), db_persist=True)
    `;
    expect(await answer(source, "Person.ssn", "base/models.py")).toBe(
      `${HAZARDS.compute} Change these places first: clinic/models.py:6 (query expression: GeneratedField).`,
    );
  });

  it("is told with each place", async () => {
    const source = code('Patient.objects.filter(ssn="1")', "", 'Patient.objects.order_by("ssn")');
    expect(await answer(source)).toBe(
      `${HAZARDS.compare} ${HAZARDS.order} Change these places first: clinic/views.py:8 (lookup: filter), clinic/views.py:10 (ordering: order_by).`,
    );
  });
});

describe("what works with encrypted values does not stand against it", () => {
  it.each([
    "Patient.objects.filter(ssn__isnull=True)",
    'Patient.objects.create(ssn="1")',
    'Patient.objects.update(ssn="1")',
    'Patient.objects.update_or_create(pk=1, defaults={"ssn": "1"})',
    'Patient.objects.values_list("ssn", flat=True)',
    'Patient.objects.values("ssn").annotate(name=F("name"))',
    'Patient.objects.only("ssn")',
    'Patient.objects.annotate(other=Subquery(Patient.objects.values("ssn")[:1]))',
    'Patient.objects.filter(Exists(Patient.objects.values("ssn")))',
    'Patient.objects.filter(pk__in=Patient.objects.only("ssn"))',
    'print(key=Patient.objects.values_list("ssn"))',
    'Visit.objects.select_related("patient").select_for_update(of=("patient",))',
    "Patient.objects.extra(where=[\"name = 'ssn'\"])",
    'Patient.objects.annotate(n=RawSQL("SELECT ssn FROM other_table", []))',
    'Patient.objects.annotate(number=F("ssn"))',
    'Patient.objects.aggregate(n=Count("ssn"))',
    "print(Patient.objects.first().ssn)",
    'Patient.objects.first().save(update_fields=["ssn"])',
    'Patient.objects.bulk_update([], ["ssn"])',
  ])("%s", async (line) => {
    expect(await answer(code(line))).toBe("offered");
  });

  it("neither do columns and forms of the admin", async () => {
    const source = code(
      "class PatientAdmin(admin.ModelAdmin):",
      "    model = Patient",
      '    list_display = ["ssn"]',
      '    fields = ["ssn"]',
    );
    expect(await answer(source)).toBe("offered");
  });
});

describe("what may query a field is told in the notes", () => {
  async function notes(source: string): Promise<string> {
    return encrypt.plan(await contextOf(source), {})!.notes.join("\n");
  }

  it("where a variable is called after the model", async () => {
    expect(await notes(code("def find(patients):", '    return patients.filter(ssn="1")'))).toContain(
      "Look at what seems to query it, which would fail or find nothing: clinic/views.py:9 (filter).",
    );
  });

  it("where a statement of SQL names its table, and one that nobody knows", async () => {
    const line = 'connection.cursor().execute("SELECT ssn FROM clinic_patient JOIN old_patient WHERE ssn = %s", ["1"])';
    expect(await notes(code(line))).toContain("clinic/views.py:8 (execute)");
  });

  it("where all fields can be filtered by, and where a column can be sorted by", async () => {
    const source = code(
      "class PatientFilter(FilterSet):",
      "    class Meta:",
      "        model = Patient",
      '        fields = "__all__"',
      "class PatientAdmin(admin.ModelAdmin):",
      "    model = Patient",
      '    list_display = ["ssn"]',
    );
    expect(await notes(source)).toContain(
      "Look at what lets people search or sort by it among other fields: clinic/views.py:11 (Meta.fields), clinic/views.py:14 (list_display).",
    );
  });

  it("but not where there is nothing", async () => {
    expect(await notes(code("pass"))).not.toContain("Look at what");
  });
});

describe("what packages query is not offered", () => {
  it("and the reason names the caller", async () => {
    const source = `
    //- people/models.py
    from django.contrib.auth.models import AbstractUser
    from django.db import models

    class Member(AbstractUser):
        # fieldguard: category=user.government_id
        email = models.EmailField()
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- config/settings.py
    AUTH_USER_MODEL = "people.Member"
    INSTALLED_APPS = ["django.contrib.auth", "people"]
    `;
    expect(await answer(source, "Member.email", "people/models.py")).toBe(
      "Password reset looks the account up by its address (django, `PasswordResetForm.get_users`). None of that works with ciphertext.",
    );
  });
});

describe("what opens something is to be hashed, not encrypted", () => {
  const withToken = (...lines: readonly string[]): string =>
    code(...lines).replace("name = models", "calendar_token = models.CharField(max_length=64)\n        name = models");

  it("and the reason names where the code reads it, which a hash would end", async () => {
    const source = withToken(
      "def feed(patient: Patient):",
      "    return reverse('feed', args=[patient.calendar_token])",
    );
    expect(await answer(source, "Patient.calendar_token")).toMatch(
      /^What opens something here has only to be recognised: .* look at where the code does that first: clinic\/views\.py:9 \(read\)\.$/,
    );
  });

  it("and says nothing of places where the code only writes it and looks it up", async () => {
    const source = withToken(
      "def opened(patient: Patient, token):",
      "    patient.calendar_token = token",
      "    return Patient.objects.get(calendar_token=token)",
    );
    expect(await answer(source, "Patient.calendar_token")).toMatch(/^What opens .* something that a key opens\.$/);
  });
});

it("is offered before the uses are counted, and planned only then", async () => {
  const counted = await contextOf(code('Patient.objects.filter(ssn="1")'));
  const context = { ...counted, uses: null };
  expect(isRefusal(encrypt.offer(context)!)).toBe(false);
  expect(encrypt.plan(context, {})).toBeNull();
});
