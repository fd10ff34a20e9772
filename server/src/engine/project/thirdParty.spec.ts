import { describe, expect, it } from "vitest";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { linkedFiles } from "../../../../test/support/project.ts";
import { readDjango } from "../languages/django/read.ts";
import { NO_OTHER_FILES } from "../schema/entityLookup.ts";
import { findThirdParty, withThirdParty } from "./thirdParty.ts";

const AUTH = "django/contrib/auth/models.py";
const ROW = "from django.db import models\nclass Row(models.Model):\n    x = models.TextField()\n";
const OWN_USER = "from django.db import models\nclass User(models.Model):\n    nickname = models.TextField()\n";

const IMPORTING = `
from django.contrib.auth.models import User
from django.db import models
class Row(models.Model):
    x = models.TextField()
`;

/** Looks a name up from a file of the project. */
function finder(files: Readonly<Record<string, string>>, path = "shop/models.py"): (name: string) => string | null {
  const { schemas, lookup } = linkedFiles(new Map(Object.entries({ "shop/models.py": ROW, ...files })));
  const from = schemas.get(path)!;
  return (name) => withThirdParty(lookup).find(name, from)?.schema.path ?? null;
}

describe("findThirdParty", () => {
  it("finds a model by the name that it is imported by, and nothing else", () => {
    expect(findThirdParty("django.contrib.auth.models.AbstractUser")?.schema.path).toBe(
      "django/contrib/auth/models.py",
    );
    expect(findThirdParty("allauth.account.models.EmailAddress")?.entity.name).toBe("EmailAddress");
    expect(findThirdParty("django.contrib.auth.models.Nobody")).toBeNull();
    expect(findThirdParty("AbstractUser")).toBeNull();
  });
});

describe("withThirdParty", () => {
  it("finds what the project itself does not declare", () => {
    const find = finder({});
    for (const name of ["auth.User", "settings.AUTH_USER_MODEL", "django.contrib.auth.models.User"])
      expect(find(name)).toBe(AUTH);
    expect(find("settings.NO_MODEL")).toBeNull();
    expect(find("User")).toBeNull();
  });

  it("takes the project's own model for a label, but never for a name that is Django's", () => {
    const find = finder({ "auth/models.py": OWN_USER });
    expect(find("auth.User")).toBe("auth/models.py");
    expect(find("django.contrib.auth.models.User")).toBe(AUTH);
    expect(find("django.views.User")).toBeNull();
  });

  it("takes the user model that the settings name, and Django's where they name none", () => {
    const people = { "people/models.py": OWN_USER };
    expect(finder(people)("settings.AUTH_USER_MODEL")).toBe(AUTH);
    const named = finder({ ...people, "config/settings.py": 'AUTH_USER_MODEL = "people.User"\n' });
    expect(named("settings.AUTH_USER_MODEL")).toBe("people/models.py");
  });

  it("takes a plain name for the package's model where the file imports that, or the project passes it on", () => {
    const files = {
      "people/models.py": OWN_USER,
      "shop/importing.py": IMPORTING,
      "base/__init__.py": "from django.contrib.auth.models import User as Account\n",
      "shop/again.py": IMPORTING.replace("django.contrib.auth.models import User", "base import Account"),
    };
    expect(finder(files, "shop/importing.py")("User")).toBe(AUTH);
    expect(finder(files, "shop/again.py")("base.Account")).toBe(AUTH);
    expect(finder(files)("User")).toBe("people/models.py");
  });

  it("knows without other files what the file itself imports", () => {
    const from = readDjango("shop/models.py", IMPORTING);
    expect(withThirdParty(NO_OTHER_FILES).find("User", from)?.schema.path).toBe(AUTH);
  });

  it("is the same object for the same lookup, on which what was learned is kept", () => {
    expect(withThirdParty(NO_OTHER_FILES)).toBe(withThirdParty(NO_OTHER_FILES));
  });
});

it("tells what an heir is about by the fields that it inherits from a package", () => {
  const { fields } = classifiedFile(
    "shop/models.py",
    `
from payments.models import BasePayment
from django.db import models
class Checkout(BasePayment):
    notes = models.TextField()
    state = models.CharField(max_length=20)
class Plain(models.Model):
    state = models.CharField(max_length=20)
`,
  );
  const [state, plain] = ["Checkout", "Plain"].map(
    (name) => fields.find(({ entity, field }) => entity.name === name && field.name === "state")!.classification,
  );
  expect(state!.confidence).toBeGreaterThan(plain!.confidence);
});
