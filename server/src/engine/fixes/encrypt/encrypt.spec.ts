import { describe, expect, it } from "vitest";
import { applyPlan, fixContext } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { isRefusal } from "../model.ts";
import { encrypt } from "./encrypt.ts";

function context(more: string): ReturnType<typeof fixContext> {
  const { files } = parseFixture(`
    //- shop/models.py
    from django.db import models
    from conf.util import thing
    from shop.fields import *

    class Customer(models.Model):
        national_id = models.CharField(max_length=18)
        ${more}
    //- shop/fields.py
    from django.db import models

    class EncryptedCharField(models.CharField):
        pass
    //- manage.py
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf.settings")
    //- conf/settings.py
    INSTALLED_APPS = ["shop"]
    //- conf/__init__.py
  `);
  return fixContext(files, "Customer.national_id");
}

describe("encrypt below a star import", () => {
  it("imports its class behind it", () => {
    const given = context("colour = models.CharField(max_length=9)");
    const files = new Map([...given.project.texts, ["shop/models.py", given.text]]);
    expect(applyPlan(files, encrypt.plan(given, {})!).get("shop/models.py")).toMatch(
      /^from shop\.fields import \*\nfrom conf\.encrypted_fields\.fields import EncryptedCharField {2}# isort: skip$/m,
    );
  });

  it("is not on offer where that may bring the class that the file uses already", () => {
    const given = context("colour = EncryptedCharField(max_length=9)");
    const answer = encrypt.offer(given);
    expect(answer && isRefusal(answer) ? answer.because : "offered").toContain("`import *` that may bring another");
    expect(encrypt.plan(given, {})).toBeNull();
  });
});
