import { describe, expect, it } from "vitest";
import { applyPlan, fixContext } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { isRefusal } from "../model.ts";
import { fixOf } from "../registry.ts";

type Files = ReadonlyMap<string, string>;

/** Two fields of an app whose project has no package around its settings. */
function project(installed: string, app = "shop"): Files {
  return parseFixture(`
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    //- settings.py
    SECRET_KEY = "x"
    INSTALLED_APPS = ${installed}
    //- requirements.txt
    django==5.2
    //- ${app}/migrations/0001_initial.py
    from django.db import migrations, models


    class Migration(migrations.Migration):
        dependencies = []
        operations = [
            migrations.CreateModel("Customer", [
                ("iban", models.CharField(max_length=34)),
                ("bank_account", models.CharField(max_length=34)),
            ]),
        ]
    //- ${app}/models.py
    from django.db import models


    class Customer(models.Model):
        iban = models.CharField(max_length=34)
        bank_account = models.CharField(max_length=34)
`).files;
}

const ALL_RELEASES = ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")];

function after(before: Files, fixes: readonly string[], ...fields: readonly string[]): Files {
  let files = before;
  for (const id of fixes) {
    const fix = fixOf(id)!;
    const [first, ...others] = fields.map((field) => fixContext(files, field));
    const plan = others.length > 0 ? fix.planAll!([first!, ...others], {}) : fix.plan(first!, {});
    if (!plan) throw new Error(`no ${id} of ${fields.join()}`);
    files = applyPlan(files, plan);
  }
  return files;
}

/** The modules of the generated app that Python files outside of it import from, each once, by path. */
function importsIn(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const found = path.includes("encrypted_fields/") ? [] : text.matchAll(/^from (\S*encrypted_fields)\./gm);
    return [...new Set([...found].map(([, module]) => `${path.slice(path.lastIndexOf("/") + 1)}: ${module}`))];
  });
}

describe("the name of the generated app", () => {
  it("is that of the app that it lies in, where the settings have no package and install that one", () => {
    for (const [installed, app, name] of [
      ['["shop"]', "shop", "shop"],
      ['["shop.apps.ShopConfig"]', "shop", "shop"],
      ['["shop"]', "apps/shop", "shop"],
      ['["apps.shop"]', "apps/shop", "apps.shop"],
    ] as const) {
      const files = after(project(installed, app), ALL_RELEASES, "Customer.iban");
      expect(files.get("settings.py")).toContain(
        `INSTALLED_APPS = ${installed.replace("]", `, "${name}.encrypted_fields"]`)}`,
      );
      expect(new Set(importsIn(files).map((each) => each.split(": ")[1]))).toEqual(
        new Set([`${name}.encrypted_fields`]),
      );
    }
  });

  it("is not that of a package's app", () => {
    const once = after(project('["shop"]'), ["encrypt-expand"], "Customer.iban");
    const settings = once.get("settings.py")!.replace('"shop.encrypted_fields"', '"encrypted_fields"');
    const context = fixContext(new Map([...once, ["settings.py", settings]]), "Customer.iban");
    const answer = fixOf("encrypt-backfill")!.offer(context);
    expect(answer && isRefusal(answer) && answer.because).toMatch(/another app of that label already/);
  });

  it("is relative where nobody knows it, and stays so for the same file", () => {
    const once = after(project("find_apps()"), ALL_RELEASES, "Customer.iban");
    const twice = after(
      after(once, ["encrypt-expand"], "Customer.bank_account"),
      ["encrypt-backfill"],
      "Customer.bank_account",
    );
    expect(importsIn(twice)).toEqual([
      "models.py: .encrypted_fields",
      "0002_expand_customer_iban.py: ..encrypted_fields",
      "0003_backfill_customer_iban.py: ..encrypted_fields",
      "0004_read_encrypted_customer_iban.py: ..encrypted_fields",
      "0005_stop_writing_plain_customer_iban.py: ..encrypted_fields",
      "0006_erase_plain_customer_iban.py: ..encrypted_fields",
      "0007_drop_plain_customer_iban.py: ..encrypted_fields",
      "0008_expand_customer_bank_account.py: ..encrypted_fields",
      "0009_backfill_customer_bank_account.py: ..encrypted_fields",
    ]);
  });

  it("is the one that the file uses, whoever wrote that", () => {
    const once = new Map(after(project("find_apps()", "apps/shop"), ["encrypt-expand"], "Customer.iban"));
    const models = "apps/shop/models.py";
    once.set(models, once.get(models)!.replace("from .encrypted", "from shop.encrypted"));
    const twice = after(once, ["encrypt-backfill", "encrypt-contract"], "Customer.iban");
    expect(importsIn(twice)).toEqual([
      "models.py: shop.encrypted_fields",
      "0002_expand_customer_iban.py: ..encrypted_fields",
      "0003_backfill_customer_iban.py: shop.encrypted_fields",
      "0004_read_encrypted_customer_iban.py: shop.encrypted_fields",
    ]);
  });

  it("is the same for all that a migration imports, whichever way the models' files do", () => {
    const once = new Map(
      after(project("find_apps()", "shop"), ["encrypt-expand", "encrypt-backfill"], "Customer.iban"),
    );
    once.set(
      "shop/payer.py",
      "from django.db import models\n\n\nclass Payer(models.Model):\n    iban = models.CharField(max_length=34)\n",
    );
    const initial = "shop/migrations/0001_initial.py";
    once.set(
      initial,
      once
        .get(initial)!
        .replace(
          "operations = [\n",
          'operations = [\n        migrations.CreateModel("Payer", [("iban", models.CharField(max_length=34))]),\n',
        ),
    );
    const both = after(once, ["encrypt-expand"], "Customer.bank_account", "Payer.iban");
    const imports = importsIn(both);
    expect(imports).toContain("models.py: .encrypted_fields");
    expect(imports).toContain("payer.py: shop.encrypted_fields");
    expect(imports.filter((each) => each.startsWith("0004"))).toHaveLength(1);
  });

  it("is the one that the project's own settings are imported by, in a `src` layout", () => {
    const files = parseFixture(`
    //- manage.py
    import os, sys
    sys.path.insert(0, os.path.join(os.path.dirname(__file__), "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    //- src/clinic/settings.py
    SECRET_KEY = "x"
    ROOT_URLCONF = "clinic.urls"
    INSTALLED_APPS = ["clinic.core"]
    //- src/clinic/core/models.py
    from django.db import models


    class Customer(models.Model):
        iban = models.CharField(max_length=34)
    `).files;
    const changed = after(files, ["encrypt"], "Customer.iban");
    expect(changed.get("src/clinic/core/models.py")).toContain("from clinic.encrypted_fields.fields import ");
    expect(changed.get("src/clinic/settings.py")).toContain('["clinic.core", "clinic.encrypted_fields"]');
    expect(changed.get("src/clinic/encrypted_fields/fields.py")).toBeDefined();
  });
});
