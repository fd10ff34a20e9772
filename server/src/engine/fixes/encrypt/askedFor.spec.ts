import { describe, expect, it } from "vitest";
import { fixContext } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { offersFor } from "../registry.ts";
import { encrypt } from "./encrypt.ts";

function context(model: string, field: string, migration = ""): ReturnType<typeof fixContext> {
  const { files } = parseFixture(`
    //- shop/models.py
    from django.db import models

    class ${model}(models.Model):
        username = models.CharField(max_length=50)
        ${field} = models.CharField(max_length=50)
    //- manage.py
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    //- settings.py
    INSTALLED_APPS = ["shop"]
    ${migration}
  `);
  return fixContext(files, `${model}.${field}`);
}

const MIGRATED = `
    //- shop/migrations/0001_initial.py
    from django.db import migrations, models

    class Migration(migrations.Migration):
        operations = [migrations.CreateModel("Login", [("password", models.CharField(max_length=50))])]
`;

describe("a password of which nobody knows whether it is only compared", () => {
  it("may be encrypted, which is not what is offered first", () => {
    for (const given of [context("Login", "password"), context("Login", "password", MIGRATED)]) {
      const offers = offersFor(given).filter(({ id }) => id.startsWith("encrypt"));
      expect(offers).not.toEqual([]);
      expect(offers.filter(({ preferred }) => preferred)).toEqual([]);
      expect(offers.at(-1)?.title).toContain("(if it is sent to others; hash what is only compared)");
    }
  });

  it("is told apart in the plan", () => {
    const notes = encrypt.plan(context("Login", "password"), {})!.notes.join("\n");
    expect(notes).toContain("kept as a salted hash (`make_password`, `check_password`)");
  });
});

describe("a secret that is sent to others", () => {
  it("is encrypted before all else", () => {
    const given = context("MailServer", "smtp_password");
    const [first] = offersFor(given);
    expect(first).toMatchObject({ id: "encrypt", preferred: true, title: "Encrypt with EncryptedCharField…" });
    expect(encrypt.plan(given, {})!.notes.join("\n")).not.toContain("salted hash");
  });
});
