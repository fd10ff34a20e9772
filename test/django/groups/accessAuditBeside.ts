import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const MODELS = dedent(`
  from auditlog.registry import auditlog
  from django.db import models


  class Customer(models.Model):
      national_id = models.CharField(max_length=40)
      colour = models.CharField(max_length=20)


  class Employee(models.Model):
      national_id = models.CharField(max_length=40)
      colour = models.CharField(max_length=20)


  # As the project wants it.
  auditlog.register(Employee, include_fields=["colour"])
`);

const SCRIPT = dedent(`
  import django; django.setup()
  from auditlog.models import LogEntry
  from auditlog.registry import auditlog
  from config.access_audit.models import AccessEvent
  from vault.models import Customer, Employee
  customer = Customer.objects.create(national_id="planted-before", colour="red")
  customer.national_id, customer.colour = "planted-after", "blue"
  customer.save()
  changes = [sorted(entry.changes) for entry in LogEntry.objects.order_by("pk")]
  assert changes == [["colour", "id"], ["colour"]], changes
  assert "planted" not in repr(list(LogEntry.objects.values("changes", "changes_text", "object_repr", "serialized_data")))
  # That one reads what was there before.
  assert list(AccessEvent.objects.order_by("pk").values_list("action", "fields")) == [
      ("create", ["national_id"]),
      ("read", ["national_id"]),
      ("update", ["national_id"]),
  ]
  assert auditlog.get_model_fields(Employee)["include_fields"] == ["colour"]
`);

/** The generated audit in a project that uses django-auditlog: what that keeps holds no value that counts. */
export function accessAuditBeside(python: string, results: Results): void {
  const project = new DjangoProject(
    python,
    { "vault/models.py": MODELS, "check.py": SCRIPT },
    { settings: 'INSTALLED_APPS += ["auditlog"]\nMIDDLEWARE = []\n', requirements: ["django-auditlog==3.4.1"] },
  );
  results.attempt(
    "access audit: django-auditlog keeps changes of registered models without the fields that count",
    () => {
      mustSucceed(project.fieldguard("generate", "audit", "--write", "."), "generate audit");
      project.migrate();
      mustSucceed(project.run(["check.py"], { DJANGO_SETTINGS_MODULE: "config.settings" }), "check.py");
    },
  );
}
