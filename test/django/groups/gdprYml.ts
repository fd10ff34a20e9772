import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed, type Outcome } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const FILES = {
  "people/__init__.py": "",
  "people/models.py": dedent(`
    from django.db import models


    class Person(models.Model):
        first_name = models.CharField(max_length=50)
        national_id = models.CharField(max_length=18, help_text="As it is 'on' the card: all of it # with the letters")

        class Meta:
            abstract = True
  `),
  "vault/apps.py": dedent(`
    from django.apps import AppConfig


    class VaultConfig(AppConfig):
        name = "vault"
        label = "clinic"
  `),
  "vault/models/__init__.py": "from .patients import *\nfrom .things import *\n",
  "vault/models/patients.py": dedent(`
    import uuid

    from django.contrib.auth.models import User
    from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
    from django.contrib.contenttypes.models import ContentType
    from django.db import models

    from people.models import Person


    class Note(models.Model):
        content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
        object_id = models.PositiveIntegerField()
        about = GenericForeignKey("content_type", "object_id")
        text = models.TextField()


    class Patient(Person):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        reference = models.CharField(max_length=50)
        diagnosis = models.TextField("Yes")
        is_pregnant = models.BooleanField(default=False)
        is_active = models.BooleanField(default=True)
        user = models.OneToOneField(User, on_delete=models.CASCADE, null=True)
        notes = GenericRelation(Note)


    class Child(Patient):
        guardians = models.ManyToManyField(Patient, related_name="wards")


    class ChildProxy(Child):
        class Meta:
            proxy = True
  `),
  "vault/models/things.py": dedent(`
    from django.db import models


    class Machine(models.Model):
        serial = models.SlugField(primary_key=True)
        colour = models.CharField(max_length=20)
        y = models.FloatField(default=0)

        class Meta:
            managed = False
            app_label = "people"
  `),
  "gdpr.yml": "# Kept by the privacy team.\nexclude:\n- auth   # Django's own\nmodels: {}\n",
} as const;

const SETTINGS = dedent(`
  BASE_DIR = Path(__file__).resolve().parent.parent
  INSTALLED_APPS += ["leukeleu_django_gdpr", "people"]
`);

const UNDECIDED = ["clinic.Patient.reference", "clinic.Child.reference"];
const POLICY = "fields:\n  Patient.reference: { category: null, reason: a number of the archive }\n";

/** What is exported is what the package asks for: it finds each field decided, and drops and adds none. */
export function gdprYml(python: string, results: Results): void {
  const project = new DjangoProject(python, FILES, { settings: SETTINGS });
  const write = (): Outcome => project.fieldguard("export", "--format", "gdpr-yml", "--write");
  const check = (): Outcome => project.manage("gdpr", "--check", "--dry-run");

  results.attempt("gdprYml: fills in the file of the project, and says what is left to decide", () => {
    const { code, output } = write();
    const expected = `changed gdpr.yml\nnote: left to decide, as \`pii: null\`: ${UNDECIDED.join(", ")}\n`;
    if (code !== 0 || output !== expected) throw new Error(output);
    const kept = FILES["gdpr.yml"].replace("models: {}\n", "models:\n");
    if (!project.read("gdpr.yml").startsWith(kept)) throw new Error(project.read("gdpr.yml"));
  });
  results.attempt("gdprYml: the package's check complains of nothing but that", () => {
    const { code, output } = check();
    if (code === 0 || !output.includes(`still ${UNDECIDED.length} unclassified`)) throw new Error(output);
  });
  project.write({ "fieldguard.yml": POLICY });
  results.attempt("gdprYml: once the policy decides, both of the package's checks pass", () => {
    mustSucceed(write(), "the second export");
    mustSucceed(check(), "gdpr --check");
    const { code, output } = project.manage("check");
    if (code !== 0 || output.includes("gdpr.I001")) throw new Error(output);
  });
  project.write({ "exported.yml": project.read("gdpr.yml") });
  mustSucceed(project.manage("gdpr"), "gdpr");
  results.script("gdprYml", project.run(["gdpr_yml_cells.py"]));
  results.attempt("gdprYml: there is nothing to add to what the package makes of it", () => {
    const before = project.read("gdpr.yml");
    const { code, output } = write();
    if (code !== 0 || output !== "" || project.read("gdpr.yml") !== before) throw new Error(output);
  });
  results.attempt("gdprYml: read back, it stands against nothing that is found", () => {
    const { output } = project.fieldguard("scan", "--format", "json", "--fail-on", "never");
    const { findings, problems } = JSON.parse(output) as { findings: { rule: string }[]; problems: unknown[] };
    const against = findings.filter(({ rule }) => rule.startsWith("declaration/"));
    if (against.length + problems.length > 0) throw new Error(JSON.stringify([against, problems]));
  });
}
