import { describe, expect, it } from "vitest";
import { mayDeclare } from "./mayDeclare.ts";
import { readDjango } from "./read.ts";

describe("mayDeclare", () => {
  it.each([
    ["a field of Django's", "class A(models.Model):\n    x = models.CharField()\n"],
    ["a relation", "class A(Base):\n    x = models.ForeignKey(B)\n"],
    ["a field class that is not called a field", "class A(models.Model):\n    tags = TaggableManager()\n"],
    ["a mistyped header above fields", "clas A(models.Model):\n    x = models.CharField()\n"],
    ["a model without fields", "from django.db import models\n\nclass A(models.Model):\n    pass\n"],
    [
      "a header over several lines",
      "from django.db import models\nclass A(\n    # first\n    models.Model,\n):\n    pass\n",
    ],
    ["a header without its end", "from django.db import models\nclass A(models.Model\n"],
    ["a renamed base", "from django.db.models import Model as M\nclass A(M):\n    pass\n"],
    ["a base of a package", "from mptt.models import MPTTModel\nclass A(MPTTModel): pass\n"],
  ])("sees %s", (_, source) => {
    expect(mayDeclare(source)).toBe(true);
    expect(readDjango("models.py", source).entities).toHaveLength(1);
  });

  it.each([
    [
      "uses models",
      "from .models import Customer\n\nclass CustomerView(View):\n    queryset = Customer.objects.all()\n",
    ],
    ["speaks of them", '"""All models."""\n\nclass A:\n    """A Model."""\n'],
    ["has no class", "from shop import models\n\n\ndef test(): models.Model\n"],
  ])("passes over a file that %s", (_, source) => {
    expect(mayDeclare(source)).toBe(false);
    expect(readDjango("views.py", source).entities).toEqual([]);
  });
});
