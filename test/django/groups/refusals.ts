import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

interface Refusal {
  /** Of the class, for people and for `naively` below. */
  readonly model: string;
  readonly body: string;
  /** What goes wrong when its fields are encrypted all the same. */
  readonly naive: string;
  /** Python that prints this when it does, or what Django says of the model, or when it makes its table. */
  readonly shown: { readonly script: string; readonly prints: string } | string;
  readonly field: string;
  /** Part of the reason. */
  readonly because: string;
}

/** Values whose ciphertext comes in another order: once in 362,880 runs it does not. */
const NINE = '"hgfedcbai"';

/** Those that run first. */
const REFUSALS: readonly Refusal[] = [
  {
    model: "Sorted",
    body: 'code = models.CharField(max_length=20)\n\nclass Meta:\n    ordering = ["code"]',
    naive: "Meta.ordering has the order of ciphertext",
    shown: {
      script: `[Sorted.objects.create(code=each) for each in ${NINE}]; print([each.code for each in Sorted.objects.all()] == sorted(${NINE}))`,
      prints: "False",
    },
    field: "code",
    because: "`Meta.ordering` sorts by it",
  },
  {
    model: "Newest",
    body: 'code = models.CharField(max_length=20)\n\nclass Meta:\n    get_latest_by = "code"',
    naive: "latest() goes by the order of ciphertext",
    shown: {
      script: `[Newest.objects.create(code=each) for each in ${NINE}]; print([[row := Newest.objects.latest(), row.delete()][0].code for each in ${NINE}] == sorted(${NINE}, reverse=True))`,
      prints: "False",
    },
    field: "code",
    because: "`Meta.get_latest_by` sorts by it",
  },
  {
    model: "Computed",
    body: 'code = models.CharField(max_length=20)\nupper = models.GeneratedField(expression=Upper("code"), output_field=models.TextField(), db_persist=True)',
    naive: "a column that the database computes is made of ciphertext",
    shown: { script: 'print(Computed.objects.create(code="a").upper[:5])', prints: "GAAAA" },
    field: "code",
    because: "generated columns compute with it",
  },
  {
    model: "Foreign",
    body: 'code = models.CharField(max_length=20)\n\nclass Meta:\n    managed = False\n    db_table = "another_system"',
    naive: "rows that another system writes cannot be read",
    shown: {
      script: `execute("CREATE TABLE another_system (id integer PRIMARY KEY, code text)"); execute("INSERT INTO another_system (code) VALUES ('a')"); print(raises(Exception, Foreign.objects.get)[:6])`,
      prints: "A valu",
    },
    field: "code",
    because: "Its table belongs to another system",
  },
  {
    model: "Customer",
    body: "username = models.CharField(max_length=20)\npassword = models.CharField(max_length=128)\ncard_cvv = models.CharField(max_length=4)",
    naive: "whoever has the key reads what nobody should be able to read",
    shown: {
      script:
        'Customer.objects.create(username="ada", password="secret", card_cvv="123"); print(Customer.objects.get().password, Customer.objects.get().card_cvv)',
      prints: "secret 123",
    },
    field: "card_cvv",
    because: "This must not be stored at all",
  },
  {
    model: "Dated",
    body: 'code = models.CharField(max_length=20, unique_for_date="day")\nday = models.DateField()',
    naive: "the models cannot be imported",
    shown: "cannot have unique_for_date",
    field: "code",
    because: "Its uniqueness within a period (`unique_for_date`)",
  },
  {
    model: "Checked",
    body: 'code = models.CharField(max_length=20)\n\nclass Meta:\n    constraints = [models.CheckConstraint(condition=~models.Q(code=""), name="not_empty")]',
    naive: "its table cannot be made",
    shown: "only isnull works",
    field: "code",
    because: "It is part of a constraint",
  },
  {
    model: "Indexed",
    body: 'code = models.CharField(max_length=20)\n\nclass Meta:\n    indexes = [models.Index(fields=["code"], name="by_code")]',
    naive: "an index holds ciphertext",
    shown: "vault.Indexed",
    field: "code",
    because: "It is part of an index",
  },
  {
    model: "Paired",
    body: 'code = models.CharField(max_length=20)\nday = models.DateField()\n\nclass Meta:\n    unique_together = [("code", "day")]',
    naive: "two columns are no longer unique together",
    shown: "vault.Paired",
    field: "code",
    because: "It is part of a `unique_together`",
  },
];

function modelsOf(refusals: readonly Refusal[]): string {
  const classes = refusals.map(({ model, body }) => {
    const lines = body.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
    return `\n\nclass ${model}(models.Model):\n    # fieldguard: category=user.government_id\n${lines.join("\n")}\n`;
  });
  return `from django.db import models\nfrom django.db.models.functions import Upper\n${classes.join("")}`;
}

function naively(models: string): string {
  return models
    .replaceAll("models.CharField", "fields.EncryptedCharField")
    .replace("import models\n", "import models\nfrom config.encrypted_fields import fields\n");
}

/** What Django itself, or the database, asks of a field: encrypted all the same it breaks, and so it is not on offer. */
export function refusals(python: string, results: Results): void {
  const running = REFUSALS.filter(({ shown }) => typeof shown !== "string");
  const naive = new DjangoProject(python, { "vault/models.py": naively(modelsOf(running)) }, { settings: SETTINGS });
  copyApp(naive.folder);
  naive.migrate();
  for (const refusal of REFUSALS) {
    const { model, naive: wrong, shown } = refusal;
    if (typeof shown === "string") {
      naive.write({ "vault/models.py": naively(modelsOf([refusal])) });
      const { output } = naive.run(["-c", `${TABLE}(${model})`]);
      results.cell(`naive edit: ${model}: ${wrong}`, output.includes(shown) ? null : output);
    } else {
      const script = `from harness import *; from vault.models import *; ${shown.script}`;
      const { output } = naive.run(["-c", script]);
      results.cell(`naive edit: ${model}: ${wrong}`, output.trim() === shown.prints ? null : output);
    }
  }

  const project = new DjangoProject(python, { "vault/models.py": modelsOf(REFUSALS) });
  const listed = project.fieldguard("fix", "--list", "--select", "vault", ".");
  mustSucceed(listed, "fix --list");
  const fields = listed.output.split(/^(?=\S+\.\S+ {2}vault)/m);
  for (const { model, field, because } of REFUSALS) {
    const said = fields.find((each) => each.startsWith(`${model}.${field} `)) ?? "";
    const isRefused = /^Not on offer\n +encrypt +/m.test(said) && said.includes(because);
    results.cell(`refusals: ${model}.${field} is not encrypted, and the reason is told`, isRefused ? null : said);
  }
}

/** Checks all models, and makes the table of the one that follows. */
const TABLE =
  "import harness as h; from django.core.management import call_command as c; c('check'); from vault.models import *; e = h.connection.schema_editor().__enter__(); e.create_model";

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
`)}\n`;
