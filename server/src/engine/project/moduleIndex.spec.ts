import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { follow, followImport, type Meaning, type Modules } from "../languages/python/follow.ts";
import { ModuleIndex, readModuleNames } from "./moduleIndex.ts";

function indexOf(source: string): ModuleIndex {
  const { files } = parseFixture(source);
  const index = new ModuleIndex();
  index.setFiles(files.keys());
  for (const [path, text] of files) index.put(path, readModuleNames(path, text));
  return index;
}

function shown(meaning: Meaning | null): string | null {
  if (!meaning) return null;
  if (meaning.kind === "outside") return meaning.qualified;
  return meaning.kind === "module" ? meaning.path : `${meaning.path}:${meaning.name}`;
}

/** Of a name in the file `start.py`, or in another. */
function meant(source: string, name: string, path = "start.py"): string | null {
  return shown(follow(name, path, indexOf(source)));
}

describe("a name", () => {
  it("leads through a package that passes it on under another name", () => {
    const source = `
      //- start.py
      from shop.models import Client
      import shop.models.people as p, shop
      //- shop/__init__.py
      //- shop/models/__init__.py
      from .people import Customer as Client
      from .people import *
      //- shop/models/people.py
      class Customer: pass
      class _Hidden: pass
    `;
    expect(meant(source, "Client")).toBe("shop/models/people.py:Customer");
    expect(meant(source, "p.Customer")).toBe("shop/models/people.py:Customer");
    expect(meant(source, "shop.models.Customer")).toBe("shop/models/people.py:Customer");
    expect(meant(source, "shop.models._Hidden")).toBeNull();
    expect(meant(source, "Nobody")).toBeNull();
  });

  it("leads out of the project by its name in full, also through our own modules", () => {
    const source = `
      //- start.py
      from core.db import models, Base, Text
      //- core/__init__.py
      //- core/db.py
      from django.db import models
      from django.db.models import *
      Base = models.Model
      try:
          from fast.fields import Text
      except ImportError:
          from django.db.models import TextField as Text
    `;
    expect(meant(source, "models.CharField")).toBe("django.db.models.CharField");
    expect(meant(source, "Base")).toBe("django.db.models.Model");
    expect(meant(source, "Text")).toBe("fast.fields.Text");
    expect(meant(source, "CharField", "core/db.py")).toBe("django.db.models.CharField");
  });

  it("takes a class of the project before a placeholder, whichever branch binds it", () => {
    const source = `
      //- start.py
      from typing import TYPE_CHECKING
      if TYPE_CHECKING:
          from shop.models import Customer
      else:
          Customer = None
      try:
          from gone import Order
      except ImportError:
          from shop.models import Order
      //- shop/models.py
      class Customer: pass
      class Order: pass
    `;
    expect(meant(source, "Customer")).toBe("shop/models.py:Customer");
    expect(meant(source, "Order")).toBe("shop/models.py:Order");
  });

  it("heeds what a module says to pass on", () => {
    const source = `
      //- start.py
      from base import *
      //- base.py
      __all__ = ["_Shown"]
      class _Shown: pass
      class Hidden: pass
    `;
    expect(meant(source, "_Shown")).toBe("base.py:_Shown");
    expect(meant(source, "Hidden")).toBeNull();
  });

  it("is looked for once in each of many modules that take over all names from each other", () => {
    const names = Array.from({ length: 24 }, (_, index) => `m${index}`);
    const stars = names.map((name) => `from ${name} import *\n`).join("");
    const files = names.map((name) => `//- ${name}.py\n${stars}`).join("");
    const index = indexOf(`//- start.py\nfrom m0 import *\n${files}//- last.py\nclass Customer: pass\n`);
    index.put("m23.py", readModuleNames("m23.py", `${stars}from last import *\n`));
    let steps = 0;
    const counting: Modules = {
      locate: (dotted, from) => index.locate(dotted, from),
      submodule: (path, name) => index.submodule(path, name),
      summaryOf(path) {
        if (++steps > 5000) throw new Error("too many steps");
        return index.summaryOf(path);
      },
    };
    expect(shown(follow("Customer", "start.py", counting))).toBe("last.py:Customer");
    expect(follow("Nobody", "start.py", counting)).toBeNull();
    // Each of both is looked for over each of the 24 times 24 stars, in the module and in its `__all__`.
    expect(steps).toBeLessThan(2 * 2 * 26 * 26);
  });

  it("is given up where branches make ever more of it", () => {
    const lines = Array.from(
      { length: 60 },
      (_, at) => `try:\n    x${at} = x${at + 1}.a\nexcept E:\n    x${at} = x${at + 1}.b\n`,
    );
    const index = indexOf(`//- start.py\n${lines.join("")}`);
    expect(follow("x0", "start.py", index)).toBeNull();
  });

  it("ends in circles", () => {
    const source = `
      //- start.py
      from a import Thing, Other
      //- a.py
      from b import *
      from b import Thing
      //- b.py
      from a import *
      from a import Thing
      Other = Other
    `;
    expect(meant(source, "Thing")).toBeNull();
    expect(meant(source, "Other")).toBeNull();
  });

  it("leads up by dots, and no further than to the root", () => {
    const source = `
      //- shop/orders/models.py
      from ..people.models import Person
      from .. import people
      from ....x import Gone
      //- shop/people/__init__.py
      //- shop/people/models.py
      class Person: pass
      //- shop/__init__.py
    `;
    const from = "shop/orders/models.py";
    expect(meant(source, "Person", from)).toBe("shop/people/models.py:Person");
    expect(meant(source, "people.models.Person", from)).toBe("shop/people/models.py:Person");
    expect(meant(source, "Gone", from)).toBeNull();
    expect(shown(followImport("..people.models.Person", from, indexOf(source)))).toBe("shop/people/models.py:Person");
  });
});

describe("a module", () => {
  it("is looked for in src and apps, in the folder of manage.py, and in folders that are no packages", () => {
    const source = `
      //- backend/manage.py
      from users.models import User
      from apps.shop.models import Shop
      from shop.models import Shop as Same
      //- backend/users/__init__.py
      //- backend/users/models.py
      class User: pass
      //- backend/apps/__init__.py
      //- backend/apps/shop/__init__.py
      //- backend/apps/shop/models.py
      from users.models import User
      class Shop: pass
      //- src/tools/__init__.py
      class Tool: pass
      //- tests/check.py
      from tools import Tool
    `;
    expect(meant(source, "User", "backend/manage.py")).toBe("backend/users/models.py:User");
    expect(meant(source, "Shop", "backend/manage.py")).toBe("backend/apps/shop/models.py:Shop");
    expect(meant(source, "Same", "backend/manage.py")).toBe("backend/apps/shop/models.py:Shop");
    expect(meant(source, "User", "backend/apps/shop/models.py")).toBe("backend/users/models.py:User");
    expect(meant(source, "Tool", "tests/check.py")).toBe("src/tools/__init__.py:Tool");
  });

  it("is that of the own project where several have one of the same name, and of none where they are equally near", () => {
    const source = `
      //- one/manage.py
      //- one/users/models.py
      class User: pass
      //- one/shop/models.py
      from users.models import User
      //- two/manage.py
      //- two/users/models.py
      class User: pass
      //- two/shop/models.py
      from users.models import User
      //- shared.py
      from users.models import User
    `;
    expect(meant(source, "User", "one/shop/models.py")).toBe("one/users/models.py:User");
    expect(meant(source, "User", "two/shop/models.py")).toBe("two/users/models.py:User");
    expect(meant(source, "User", "shared.py")).toBeNull();
  });

  it("of a package is not mistaken for one that is installed", () => {
    const source = `
      //- app/redis.py
      class Redis: pass
      //- app/__init__.py
      //- app/models.py
      from redis import Redis
      from django.db import models
      //- docker/django/start.py
      x = 1
    `;
    expect(meant(source, "Redis", "app/models.py")).toBe("redis.Redis");
    expect(meant(source, "models.Model", "app/models.py")).toBe("django.db.models.Model");
  });
});

describe("ModuleIndex", () => {
  it("wants only what names lead to, once", () => {
    const { files } = parseFixture(`
      //- start.py
      from shop.models import Customer
      from other import Thing
      //- shop/__init__.py
      //- shop/models.py
      class Customer(Base): pass
      //- other.py
    `);
    const index = new ModuleIndex();
    index.setFiles(files.keys());
    index.put("start.py", readModuleNames("start.py", files.get("start.py")!));
    expect(follow("Customer", "start.py", index)).toBeNull();
    expect(index.takeWanted()).toEqual(["shop/models.py"]);
    expect(index.takeWanted()).toEqual([]);
    expect(index.put("shop/models.py", readModuleNames("", files.get("shop/models.py")!))).toBe(true);
    expect(shown(follow("Customer", "start.py", index))).toBe("shop/models.py:Customer");
    expect(index.put("shop/models.py", readModuleNames("", "class Customer(Base): x = 1"))).toBe(false);
  });
});
