import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed, type Outcome } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models


  class Payment(models.Model):
      card_number = models.CharField(max_length=60)
`)}\n`;

const ROUTER = `${dedent(`
  class Router:
      def db_for_read(self, model, **hints):
          return "other" if model._meta.app_label == "vault" else None

      db_for_write = db_for_read

      def allow_migrate(self, db, app_label, **hints):
          return (db == "other") == (app_label == "vault")
`)}\n`;

const SETTINGS = `${dedent(`
  DATABASES["other"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(__file__).parent / "other.sqlite3"}
  DATABASE_ROUTERS = ["config.router.Router"]
`)}\n`;

const NUMBERS = '["4111-one", "4111-two", "4111-one"]';
const WRITE = `from harness import *; from vault.models import Payment; [Payment.objects.create(card_number=each) for each in ${NUMBERS}]`;
const STORED =
  'from harness import *; from django.db import connections; cursor = connections["other"].cursor(); cursor.execute("SELECT card_number FROM vault_payment"); print(sum("4111" in each for (each,) in cursor.fetchall()))';
const REVEALED = `from harness import *; from vault.models import Payment; expect([each.card_number.reveal() for each in Payment.objects.order_by("pk")], ${NUMBERS})`;

/** Rows in one database, the table of their tokens in another: in which order both are migrated. */
export function tokensApart(python: string, results: Results): void {
  const files = { "vault/models.py": MODELS, "config/router.py": ROUTER };
  const project = new DjangoProject(python, files, { settings: SETTINGS });
  const migrate = (database: string): Outcome => project.manage("migrate", "-v0", "--database", database);
  const mustStorePlain = (count: string): void => {
    const { output } = project.run(["-c", STORED]);
    if (output.trim() !== count) throw new Error(`${output} plain values instead of ${count}`);
  };
  project.migrate();
  mustSucceed(migrate("other"), "migrate");
  mustSucceed(project.run(["-c", WRITE]), "writing rows");
  results.attempt("tokens apart: the fix says in which order databases are migrated", () => {
    const { code, output } = project.applyFix("tokenize", ["Payment.card_number"]);
    if (code !== 0 || !output.includes("first the one that has the table `Token`")) throw new Error(output);
  });
  results.attempt("tokens apart: in the wrong order nothing is migrated, and nothing lost", () => {
    if (migrate("other").code === 0) throw new Error("it was migrated");
    mustStorePlain("3");
  });
  results.attempt("tokens apart: in the right order all rows have tokens, which give the values", () => {
    mustSucceed(migrate("default"), "migrate");
    mustSucceed(migrate("other"), "migrate --database other");
    mustStorePlain("0");
    mustSucceed(project.run(["-c", REVEALED]), "reading rows");
  });
}
