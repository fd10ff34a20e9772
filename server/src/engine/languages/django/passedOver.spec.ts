import { describe, expect, it } from "vitest";
import { passedOver } from "./passedOver.ts";
import { readDjango } from "./read.ts";

describe("passedOver", () => {
  it.each([
    ["a field of Django's", "class A(models.Model):\n    x = models.CharField()\n"],
    ["a relation", "class A(Base):\n    x = models.ForeignKey(B)\n"],
    ["a field class that is not called a field", "class A(models.Model):\n    tags = TaggableManager()\n"],
    [
      "a renamed field class",
      "from django.db.models import CharField as Text\nclass A(Base):\n    x = Text(max_length=3)\n",
    ],
    ["a field class apart from its arguments", "class A(models.Model):\n    x = models.CharField \\\n        ()\n"],
    ["a mistyped header above fields", "clas A(models.Model):\n    x = models.CharField()\n"],
    ["a model without fields", "from django.db import models\n\nclass A(models.Model):\n    pass\n"],
    [
      "a header over several lines",
      "from django.db import models\nclass A(\n    # first\n    models.Model,\n):\n    pass\n",
    ],
    ["a header without its end", "from django.db import models\nclass A(models.Model\n"],
    ["a header without its end above code", "from django.db import models\nclass A(models.Model\n    pass\n"],
    ["type parameters", "from django.db import models\nclass A[T: int](models.Model):\n    pass\n"],
    ["a renamed base", "from django.db.models import Model as M\nclass A(M):\n    pass\n"],
    ["a base of a package", "from mptt.models import MPTTModel\nclass A(MPTTModel): pass\n"],
    ["the model of the users", "class A(get_user_model()):\n    class Meta:\n        proxy = True\n"],
    [
      "a model beside a migration",
      "from django.db import migrations, models\nclass A(models.Model):\n    x = models.CharField()\nclass Migration(migrations.Migration):\n    pass\n",
    ],
    [
      "a migration of others with fields",
      "from core import migrations\nfrom django.db import models\nclass A(migrations.Migration):\n    x = models.CharField()\n",
    ],
    [
      "a field of a package in a form",
      "from autoslug import AutoSlugField\nclass A(ModelForm):\n    x = AutoSlugField()\n",
    ],
    ["a field of a module in a form", "import os, autoslug\nclass A(ModelForm):\n    x = autoslug.AutoSlugField()\n"],
    ["a field of models in a form", "class A(ModelForm):\n    x = models.CharField()\n"],
  ])("leaves %s to the reader", (_, source) => {
    expect(passedOver(source)).toBeNull();
    expect(readDjango("models.py", source).entities).toHaveLength(1);
  });

  it.each([
    [
      "uses models",
      "from .models import Customer\n\nclass CustomerView(View):\n    queryset = Customer.objects.all()\n",
      ["View"],
    ],
    ["speaks of them", '"""All models."""\n\nclass A:\n    """A Model."""\n', []],
    ["has no class", "from shop import models\n\n\ndef test(): models.Model\n", []],
    [
      "speaks of field classes",
      "class A(Base):\n    def is_text(self, field):\n        return isinstance(field, CharField)\n",
      ["Base"],
    ],
    [
      "has fields of GraphQL types",
      "import graphene\n\nclass CustomerType(ObjectType):\n    email = graphene.Field(graphene.String)\n",
      ["ObjectType"],
    ],
    [
      "writes models",
      "from rest_framework import serializers\nfrom .models import Customer\n\nclass CustomerSerializer(serializers.ModelSerializer):\n    email = serializers.EmailField()\n",
      [],
    ],
    [
      "migrates models",
      'from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    operations = [migrations.AddField("a", "b", models.CharField())]\n',
      [],
    ],
  ])("passes over a file that %s", (_, source, names) => {
    expect(passedOver(source)).toEqual(names);
    expect(readDjango("views.py", source).entities).toEqual([]);
  });

  it("leaves a base that is called like something else to the reader, where field classes are called", () => {
    const base = "from .base import StudyProtocol\nfrom .fields import SsnField\nclass A(StudyProtocol):\n";
    expect(passedOver(`${base}    x = SsnField()\n`)).toBeNull();
    expect(passedOver(`${base}    x = 1\n`)).toEqual([]);
  });

  it("leaves a comment that speaks to us to the reader, who tells what is wrong with it", () => {
    const source = "# fieldguard: nonsense\nfrom django.db.models import CharField\n";
    expect(passedOver(source)).toBeNull();
    expect(readDjango("a.py", source).problems).toHaveLength(1);
  });

  it.each([
    ["class A(Base):", ["Base"]],
    ["class A(core.models.Base, Mixin[int], metaclass=Meta):", ["Base", "Mixin", "Meta"]],
    ["from core import Base as B\nclass A(\n    B,\n):", ["B", "Base"]],
    ["from a import C as B\nfrom core import Base as C\nclass A(B):", ["B", "C", "Base"]],
    ["from core import Base as Bases\nclass A(Bases, B):", ["Bases", "B", "Base"]],
    ["class A(Base):\n    # as Base\n", ["Base"]],
    ["class A (Base", ["Base"]],
    ["    class Inner(Base):", ["Base"]],
    ["class A:\n    pass\nclass B(object): pass\nclass C(ValueError): pass", []],
    ["subclass (Base)\nx = myclass (Base)", []],
    ["", []],
  ])("finds the bases in %j %j", (source, names) => {
    expect(passedOver(source)).toEqual(names);
  });
});
