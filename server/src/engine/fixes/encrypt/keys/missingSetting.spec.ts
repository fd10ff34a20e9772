import { describe, expect, it } from "vitest";
import { fixContext } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { type FixContext, isRefusal } from "../../model.ts";
import { encrypt } from "../encrypt.ts";

const customer = (requirement: string, settings: string): FixContext => {
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
  return fixContext(files, "Customer.national_id");
};

/** What is said of a field of a project that declares a package and has these settings; null where it is offered. */
function said(requirement: string, settings: string): string | null {
  const offer = encrypt.offer(customer(requirement, settings));
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

  it("is told to have no check of its key", () => {
    const notesOf = (name: string, settings: string): string =>
      encrypt.plan(customer(name, settings), {})!.notes.join("\n");
    const secured = notesOf("django-secured-fields", 'SECURED_FIELDS_KEY = os.environ["KEY"]');
    expect(secured).toContain(
      "does not notice where production lacks the key of django-secured-fields (`SECURED_FIELDS_KEY`)",
    );
    expect(secured).not.toContain("fails as long as the key is missing");
    expect(notesOf("django-cryptography-django5", "")).toContain("(`CRYPTOGRAPHY_KEY`, or else `SECRET_KEY`)");
    expect(notesOf("", "")).not.toContain("does not notice");
  });
});
