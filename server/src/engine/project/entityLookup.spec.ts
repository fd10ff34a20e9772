import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { linkedFiles } from "../../../../test/support/project.ts";

/** `path Entity` of what a name means in a file of the fixture. */
function meant(source: string, name: string, path: string): string | null {
  const { schemas, lookup } = linkedFiles(parseFixture(source).files);
  const found = lookup.find(name, schemas.get(path)!);
  return found && `${found.schema.path} ${found.entity.name}`;
}

const ENTITY = "(models.Model):\n          x = models.TextField()";

it("follows what a package passes on under another name, past a nearer model of that name", () => {
  const source = `
      //- shop/orders/models.py
      from django.db import models
      from people import Human
      from people.models import Person
      class Order(Human):
          by = models.ForeignKey(Person, models.CASCADE)
      //- shop/staff/models.py
      from django.db import models
      class Person${ENTITY}
      //- people/__init__.py
      from .models import Person as Human
      //- people/models.py
      from django.db import models
      class Person${ENTITY}
    `;
  expect(meant(source, "people.Human", "shop/orders/models.py")).toBe("people/models.py Person");
  expect(meant(source, "Person", "shop/orders/models.py")).toBe("people/models.py Person");
});

it("finds nothing in the project for what an installed package declares", () => {
  const source = `
      //- shop/models.py
      from payments.models import Payment
      from django.db import models
      class Order${ENTITY}
      //- billing/models.py
      from django.db import models
      class Payment${ENTITY}
      class Unknown${ENTITY}
    `;
  expect(meant(source, "payments.models.Payment", "shop/models.py")).toBeNull();
  // Half typed: nothing says where it comes from.
  expect(meant(source, "Unknown", "shop/models.py")).toBe("billing/models.py Unknown");
});

it("does not take a class for the one of another module that it inherits from", () => {
  const source = `
      //- shop/models.py
      from people import models as people
      from django.db import models
      class Person(people.Person):
          y = models.TextField()
      //- people/models.py
      from django.db import models
      class Person${ENTITY}
    `;
  expect(meant(source, "people.models.Person", "shop/models.py")).toBe("people/models.py Person");
});

it("looks a label up as Django does: by the app's config, its folder or what the model says", () => {
  const source = `
      //- shop/models.py
      from django.db import models
      class Order${ENTITY}
      class Item${ENTITY}
      //- legacy/models.py
      from django.db import models
      class Order${ENTITY}
      class Bill(models.Model):
          x = models.TextField()
          class Meta:
              app_label = "accounting"
      //- legacy/apps.py
      from django.apps import AppConfig
      class LegacyConfig(AppConfig):
          name = "legacy"
          label = "old"
      //- users/models.py
      from django.db import models
      class Bill${ENTITY}
      class User${ENTITY}
      //- users/apps.py
      from django.apps import AppConfig
      class UsersConfig(AppConfig):
          name = "users"
    `;
  const found = (name: string, path = "shop/models.py"): string | null => meant(source, name, path);
  expect(found("old.Order")).toBe("legacy/models.py Order");
  expect(found("shop.Order")).toBe("shop/models.py Order");
  expect(found("Item", "legacy/models.py")).toBe("shop/models.py Item");
  expect(found("accounting.Bill")).toBe("legacy/models.py Bill");
  expect(found("users.User")).toBe("users/models.py User");
  // Django's own: the only app that has such a model is called otherwise.
  expect(found("auth.User")).toBeNull();
});

it("finds the user model of the file's own project by its settings, however it is written", () => {
  const source = `
      //- one/manage.py
      //- one/config/settings.py
      AUTH_USER_MODEL = "accounts.Account"
      //- one/config/settings_test.py
      AUTH_USER_MODEL = "accounts.Fake"
      //- one/accounts/models.py
      from django.db import models
      class Account${ENTITY}
      class Fake${ENTITY}
      //- one/shop/models.py
      from django.contrib.auth import get_user_model
      from django.db import models
      User = get_user_model()
      class Order(get_user_model()):
          by = models.ForeignKey(User, models.CASCADE)
      //- two/manage.py
      //- two/config/settings.py
      AUTH_USER_MODEL = "people.Person"
      //- two/people/models.py
      from django.conf import settings
      from django.db import models
      OWNER = settings.AUTH_USER_MODEL
      class Person${ENTITY}
    `;
  const account = "one/accounts/models.py Account";
  expect(meant(source, "settings.AUTH_USER_MODEL", "one/shop/models.py")).toBe(account);
  expect(meant(source, "get_user_model()", "one/shop/models.py")).toBe(account);
  expect(meant(source, "User", "one/shop/models.py")).toBe(account);
  expect(meant(source, "OWNER", "two/people/models.py")).toBe("two/people/models.py Person");
});

describe("the user model", () => {
  const MODELS = `
      from django.db import models
      class Account${ENTITY}
      class Person${ENTITY}
    `;
  const MANAGE = (module: string): string => `
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")
    `;
  const two = (setting: string): string => `
      //- one/manage.py${MANAGE("config.settings")}
      //- one/config/settings.py
      AUTH_USER_MODEL = "people.Account"
      //- one/people/models.py${MODELS}
      //- two/manage.py${MANAGE("config.settings")}
      //- two/config/settings.py
      ${setting}
      //- two/people/models.py${MODELS}
    `;
  const ofSecond = (setting: string): string | null =>
    meant(two(setting), "settings.AUTH_USER_MODEL", "two/people/models.py");

  it.each([
    ['import os\n      AUTH_USER_MODEL = os.environ.get("USER_MODEL", "people.Person")', "Person"],
    [
      'import environ\n      env = environ.Env()\n      AUTH_USER_MODEL = env("USER_MODEL", default="people.Person")',
      "Person",
    ],
    ['from decouple import config\n      AUTH_USER_MODEL = config("USER_MODEL", default="people.Person")', "Person"],
    ['APP = "people"\n      AUTH_USER_MODEL = f"{APP}.Person"', "Person"],
  ])("is that of the file's own project where its settings say %j", (setting, name) => {
    expect(ofSecond(setting)).toBe(`two/people/models.py ${name}`);
  });

  it.each([
    ['import os\n      AUTH_USER_MODEL = os.environ["USER_MODEL"]'],
    ["AUTH_USER_MODEL = find()"],
    ['if find():\n          AUTH_USER_MODEL = "people.Person"'],
    [
      'if find():\n          AUTH_USER_MODEL = "people.Person"\n      else:\n          AUTH_USER_MODEL = "people.Account"',
    ],
  ])("is not known, and never that of another project, where its settings say %j", (setting) => {
    expect(ofSecond(setting)).toBeNull();
  });

  it("is Django's own where the settings name none", () => {
    expect(ofSecond("DEBUG = True")).toBe("django/contrib/auth/models.py User");
  });

  it("is the only model made for it where no setting names one, within its project", () => {
    const made = (setting: string): string =>
      `${two(setting)}
      //- two/members/models.py
      from django.contrib.auth.models import AbstractUser
      class Member(AbstractUser):
          pass
    `;
    const find = (source: string, path: string): string | null => meant(source, "get_user_model()", path);
    expect(find(made("DEBUG = True"), "two/people/models.py")).toBe("two/members/models.py Member");
    expect(find(made("AUTH_USER_MODEL = find()"), "two/people/models.py")).toBe("two/members/models.py Member");
    expect(find(made('AUTH_USER_MODEL = "auth.User"'), "two/people/models.py")).toBe(
      "django/contrib/auth/models.py User",
    );
    expect(find(made("DEBUG = True"), "one/people/models.py")).toBe("one/people/models.py Account");
  });

  it("is told by the settings beside a file where several are imported from one folder", () => {
    const source = `
      //- shop/settings.py
      AUTH_USER_MODEL = "people.Account"
      //- blog/settings.py
      AUTH_USER_MODEL = "people.Person"
      //- manage.py
      //- people/models.py${MODELS}
      //- blog/models.py${MODELS}
      //- shop/models.py${MODELS}
    `;
    expect(meant(source, "settings.AUTH_USER_MODEL", "blog/models.py")).toBe("people/models.py Person");
    expect(meant(source, "settings.AUTH_USER_MODEL", "shop/models.py")).toBe("people/models.py Account");
  });
});
