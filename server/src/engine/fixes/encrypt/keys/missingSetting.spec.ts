import { describe, expect, it } from "vitest";
import { fixContext } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { isRefusal } from "../../model.ts";
import { encrypt } from "../encrypt.ts";

/** What is said of a field of a project that declares a package and has these settings; null where it is offered. */
function said(requirement: string, settings: string): string | null {
  const { files } = parseFixture(`
    //- requirements.txt
    Django
    ${requirement}
    //- manage.py
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf.settings")
    //- conf/__init__.py
    //- conf/settings.py
    import os
    INSTALLED_APPS = ["shop"]
    ${settings}
    //- shop/models.py
    from django.db import models

    class Customer(models.Model):
        national_id = models.CharField(max_length=18)
  `);
  const offer = encrypt.offer(fixContext(files, "Customer.national_id"));
  return offer && isRefusal(offer) ? offer.because : null;
}

describe("a package that a project declares", () => {
  it.each([
    ["django-fernet-encrypted-fields", "SALT_KEY"],
    ["django-secured-fields", "SECURED_FIELDS_KEY"],
    ["django-tink-fields", "TINK_FIELDS_CONFIG"],
  ])("%s is not used where the settings have no %s", (name, setting) => {
    const because = said(name, "");
    expect(because).toContain(`\`conf.settings\` has no \`${setting}\``);
    expect(because).toContain(name);
    expect(said(name, `${setting} = ""`)).toContain(`has no \`${setting}\``);
    expect(said(name, `${setting} = os.environ["KEY"]`)).toBeNull();
  });

  it("is used where modules that are not there may give its key", () => {
    expect(said("django-secured-fields", "from .private import *")).toBeNull();
  });

  it("is used where it does without", () => {
    expect(said("django-cryptography-django5", "")).toBeNull();
  });
});
