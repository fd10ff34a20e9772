import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

/**
 * What becomes of code that queries a field when the field is encrypted: done without a look at it, each of these fails or gives
 * something else, and our fix is not on offer, with the place as its reason.
 */
const BREAKING: Readonly<Record<string, string>> = {
  filter: 'Patient.objects.filter(filter="a").count()',
  exclude: 'Patient.objects.exclude(exclude="a").count()',
  among: 'Patient.objects.filter(among__in=["a", "b"]).count()',
  contains: 'Patient.objects.filter(contains__icontains="A").count()',
  between: 'Patient.objects.filter(between__gte="b", between__lt="d").count()',
  starts: 'Patient.objects.filter(starts__startswith="a").count()',
  relation: 'Visit.objects.filter(patient__relation="a").count()',
  condition: 'Patient.objects.filter(Q(condition="a") | Q(pk=None)).count()',
  made: 'Patient.objects.get_or_create(made="b")[1]',
  changed: 'Patient.objects.update_or_create(changed="h", defaults={"other": "x"})[1]',
  natural: 'Patient.by_natural.get_by_natural_key("b").natural',
  shortcut: 'get_object_or_404(Patient, shortcut="b").shortcut',
  sorted: 'list(Patient.objects.order_by("sorted").values_list("sorted", flat=True))',
  over: 'list(Visit.objects.order_by("-patient__over").values_list("patient__over", flat=True))',
  newest: '[Patient.objects.filter(pk__gte=n).latest("newest").newest for n in range(1, 8)]',
  largest: '[Patient.objects.filter(pk__gte=n).aggregate(m=Max("largest"))["m"] for n in range(1, 8)]',
  unlike: 'Patient.objects.values_list("unlike", flat=True).distinct().count()',
  grouped: 'Patient.objects.values("grouped").annotate(n=Count("pk")).count()',
  different: 'Patient.objects.aggregate(n=Count("different", distinct=True))["n"]',
  length: 'list(Patient.objects.annotate(n=Length("length")).values_list("n", flat=True))',
  lower: 'list(Patient.objects.annotate(n=Lower("lower")).values_list("n", flat=True))',
  joint: 'sorted(Patient.objects.annotate(n=Concat("joint", Value("!"))).values_list("n", flat=True))',
  copy: 'Patient.objects.update(copied=F("copy")) and Patient.objects.order_by("pk").first().copied',
  joined: 'Visit.objects.filter(code=F("patient__joined")).count()',
  outer: 'Patient.objects.filter(Exists(Visit.objects.filter(code=OuterRef("outer")))).count()',
  windowed:
    'sorted(Patient.objects.annotate(n=Window(RowNumber(), partition_by=["windowed"])).values_list("n", flat=True))',
  chosen: 'Patient.objects.annotate(n=Case(When(chosen="a", then=1), default=0)).filter(n=1).count()',
  given: 'Patient.objects.annotate(n=Coalesce("given", Value(""))).filter(n="a").count()',
  looked: 'Visit.objects.filter(code__in=Patient.objects.values("looked")).count()',
  extra: 'Patient.objects.extra(where=["extra = %s"], params=["a"]).count()',
  fragment: 'Patient.objects.annotate(n=RawSQL("fragment = %s", ["a"], BooleanField())).filter(n=True).count()',
  statement: 'len(list(Patient.objects.raw("SELECT * FROM vault_patient WHERE statement = %s", ["a"])))',
};

/** What works with encrypted values as before. */
const WORKING: Readonly<Record<string, string>> = {
  missing: "Patient.objects.filter(missing__isnull=True).count()",
  selected: 'sorted(Patient.objects.values_list("selected", flat=True))',
  annotated: 'sorted(row.again for row in Patient.objects.annotate(again=F("annotated")))',
  counted: 'Patient.objects.aggregate(n=Count("counted"))["n"]',
  partly: 'sorted(row.partly for row in Patient.objects.only("partly"))',
  updated: 'Patient.objects.update(updated="z") and Patient.objects.first().updated',
  added: 'Patient.objects.create(added="y").added',
  saved: "[row.save(update_fields=['saved']) for row in Patient.objects.all()] and Patient.objects.first().saved",
};

/** Of the admin, by what is asked of its list. */
const ADMIN: Readonly<Record<string, string>> = {
  searched: 'changes(q="b")',
  limited: 'changes(limited="b")',
  ordered: "changes()",
};

/** Where the whole list is not what the changed admin gives: it searches the number of a row, and sends who filters by nothing back. */
const AFTERWARDS: ReadonlyMap<string, string> = new Map([
  ["searched", "[]"],
  ["limited", '"raises IncorrectLookupParameters"'],
]);

const FIELDS = [...Object.keys(BREAKING), ...Object.keys(WORKING), ...Object.keys(ADMIN)];

function models(): string {
  return [
    "from django.contrib.auth.models import AbstractUser",
    "from django.db import models",
    "",
    "",
    "class ByNatural(models.Manager):",
    "    def get_by_natural_key(self, natural):",
    "        return self.get(natural=natural)",
    "",
    "",
    "class Member(AbstractUser):",
    "    # fieldguard: category=user.government_id",
    "    email = models.EmailField()",
    "",
    "",
    "class Patient(models.Model):",
    "    # fieldguard: category=user.government_id",
    "    other = models.CharField(max_length=80)",
    "    copied = models.TextField(null=True)",
    ...FIELDS.flatMap((name) => [
      "    # fieldguard: category=user.government_id",
      `    ${name} = models.CharField(max_length=80, null=True)`,
    ]),
    "    objects = models.Manager()",
    "    by_natural = ByNatural()",
    "",
    "",
    "class Visit(models.Model):",
    "    patient = models.ForeignKey(Patient, on_delete=models.CASCADE)",
    "    code = models.CharField(max_length=80)",
    "",
  ].join("\n");
}

const ADMINS = `${dedent(`
  from types import SimpleNamespace

  from django.contrib import admin
  from django.test import RequestFactory

  from vault.models import Patient


  class PatientAdmin(admin.ModelAdmin):
      model = Patient
      list_display = ["id", "searched"]
      search_fields = ["id", "searched"]
      list_filter = ("limited",)
      ordering = ["ordered", "id"]


  def changes(**asked):
      request = RequestFactory().get("/", asked)
      request.user = SimpleNamespace(has_perm=lambda *args: True)
      return list(PatientAdmin(Patient, admin.AdminSite()).get_changelist_instance(request).queryset.values_list("ordered", flat=True))
`)}\n`;

function queries(): string {
  const functions = Object.entries({ ...ADMIN, ...BREAKING, ...WORKING }).map(
    ([name, expression]) => `def by_${name}():\n    return ${expression}\n`,
  );
  return [
    "from django.contrib.auth.forms import PasswordResetForm",
    "from django.db.models import BooleanField, Case, Count, Exists, F, Max, OuterRef, Q, Value, When, Window",
    "from django.db.models.expressions import RawSQL",
    "from django.db.models.functions import Coalesce, Concat, Length, Lower, RowNumber",
    "from django.shortcuts import get_object_or_404",
    "",
    "from vault.admin import changes",
    "from vault.models import Patient, Visit",
    "",
    ...functions,
    "def by_reset():",
    '    return len(list(PasswordResetForm().get_users("one@example.com")))',
    "",
  ].join("\n");
}

function project(python: string): DjangoProject {
  return new DjangoProject(
    python,
    { "vault/models.py": models(), "vault/queries.py": queries(), "vault/admin.py": ADMINS },
    { settings: 'AUTH_USER_MODEL = "vault.Member"\n' },
  );
}

/** What each query gives, once the tables are there and hold new rows. */
function outcomes(of: DjangoProject): Readonly<Record<string, unknown>> {
  of.migrate();
  const { code, output } = of.run(["hazard_cells.py"]);
  mustSucceed({ code, output }, "the queries");
  return JSON.parse(output.trim().split("\n").at(-1)!) as Record<string, unknown>;
}

export function hazards(python: string, results: Results): void {
  const plain = outcomes(project(python));

  const naive = project(python);
  mustSucceed(naive.fix(["Patient.other"]), "the fix of a field that nothing queries");
  const encrypted = naive
    .read("vault/models.py")
    .replace(/models\.CharField\(max_length=80, null=True\)/g, "EncryptedCharField(max_length=80, null=True)")
    .replace("models.EmailField()", "EncryptedEmailField()")
    .replace("import EncryptedCharField", "import EncryptedCharField, EncryptedEmailField");
  naive.write({ "vault/models.py": encrypted });
  const broken = outcomes(naive);

  const listed = project(python);
  for (const name of [...Object.keys(BREAKING), ...Object.keys(ADMIN)]) {
    const [before, after] = [plain[`by_${name}`], broken[`by_${name}`]].map((value) => JSON.stringify(value));
    results.cell(
      `naive edit: ${name} breaks (${after})`,
      before === undefined || before.includes("raises") || before === after ? `${before} before, ${after} after` : null,
    );
  }
  const names = Object.keys(BREAKING);
  const selectors = names.map((name) => `Patient.${name}`);
  const list = listed.fieldguard("fix", "--list", "--select", selectors.join(), ".").output;
  /** What is said of each field, by its name. */
  const said = new Map(list.split(/^Patient\./m).map((text) => [/^\w*/.exec(text)![0], text]));
  // The fix moves lines.
  const places = new Map(names.map((name) => [name, lineOf(listed, name)]));
  const { output: left } = listed.fix(["Patient"]);
  const changed = listed.read("vault/models.py");
  for (const name of names) {
    results.attempt(`hazards: ${name} is not encrypted, and its place is named`, () => {
      const place = places.get(name)!;
      const text = said.get(name) ?? list;
      if (!/Not on offer\n +encrypt/.test(text) || !text.includes(place)) throw new Error(`${place} in ${text}`);
      if (!left.includes(`left as it is: vault/models.py::Patient.${name}: `)) throw new Error(left);
      if (!changed.includes(`    ${name} = models.CharField(`)) throw new Error(changed);
    });
  }
  results.cell(
    "naive edit: Django's password reset breaks",
    plain.by_reset === 1 && broken.by_reset === "raises FieldError" ? null : JSON.stringify(broken.by_reset),
  );
  results.attempt("hazards: the address of a user is not encrypted, and Django's function is named", () => {
    const { code, output } = listed.fix(["Member.email"]);
    if (code !== 2 || !output.includes("PasswordResetForm.get_users")) throw new Error(output);
  });

  const fixed = project(python);
  const sound = [...Object.keys(WORKING), ...Object.keys(ADMIN)].map((name) => `Patient.${name}`);
  mustSucceed(fixed.fix(sound), "the fix of what works");
  const working = outcomes(fixed);
  for (const name of Object.keys(WORKING)) {
    const [before, after] = [plain[`by_${name}`], working[`by_${name}`]].map((value) => JSON.stringify(value));
    results.cell(
      `hazards: ${name} is encrypted, and works as before`,
      before === after ? null : `${after}, was ${before}`,
    );
  }
  const all = JSON.stringify(["h", "g", "f", "e", "d", "c", "b", "a", "a"].toSorted());
  for (const name of Object.keys(ADMIN)) {
    const found = working[`by_${name}`];
    const shown = JSON.stringify(Array.isArray(found) ? found.toSorted() : found);
    const expected = AFTERWARDS.get(name) ?? all;
    results.cell(`hazards: the admin works without ${name}`, shown === expected ? null : shown);
  }
  const admin = fixed.read("vault/admin.py");
  for (const line of ['search_fields = ["id"]', "list_filter = ()", 'ordering = ["id"]', '["id", "searched"]']) {
    results.cell(`hazards: the admin says ${line}`, admin.includes(line) ? null : admin);
  }
}

/** Where the queries name a field first. */
function lineOf(of: DjangoProject, name: string): string {
  const path = name === "natural" ? "vault/models.py" : "vault/queries.py";
  const lines = of.read(path).split("\n");
  const wanted = name === "natural" ? "self.get(natural" : `return ${BREAKING[name]!}`;
  return `${path}:${lines.findIndex((line) => line.includes(wanted)) + 1}`;
}
