import { describe, expect, it } from "vitest";
import { dedent, parseFixture } from "../../../../../test/support/fixture.ts";
import { applyPlan, planForClass } from "../../../../../test/support/fixes.ts";
import { isRefusal } from "../model.ts";

const MODELS = `
//- fieldguard.yml
profile: strict
//- people/models.py
from django.db import models

class Stamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

class Tag(models.Model):
    label = models.CharField(max_length=20)

class Person(Stamped):
    email = models.EmailField()
    tags = models.ManyToManyField(Tag, related_name="people")
    friends = models.ManyToManyField("self")
    home = models.ForeignKey("Place", on_delete=models.CASCADE, related_name="dwellers")
    api_key = models.CharField(max_length=64)
    internal = models.CharField(max_length=64, editable=False)
    note = models.CharField(max_length=64)

class Place(models.Model):
    name = models.CharField(max_length=20)
    owner = models.OneToOneField(Person, on_delete=models.CASCADE)

class Member(Person):
    number = models.IntegerField()
`;

async function planned(path: string, source: string, selector: string, models = MODELS): Promise<string> {
  const { files } = parseFixture(`${models}\n//- people/${path}\n${dedent(source)}\n`);
  const plan = await planForClass(files, "name-fields", selector);
  if (isRefusal(plan)) return plan.because;
  return applyPlan(files, plan).get(`people/${path}`)!;
}

/** The names of the list, in order. */
async function names(path: string, source: string, selector: string, models = MODELS): Promise<string> {
  const text = await planned(path, source, selector, models);
  const list = /fields\s*=\s*[[(]([^\])]*)/.exec(text)?.[1];
  return list === undefined ? text : [...list.matchAll(/["'](\w+)["']/g)].map((match) => match[1]).join(" ");
}

const serializer = (body: string, base = "serializers.ModelSerializer"): string => `
  from rest_framework import serializers
  from .models import Member, Person
  class PersonSerializer(${base}):
${body.replace(/^/gm, "      ")}
`;
const META = 'class Meta:\n    model = Person\n    fields = "__all__"';

describe("naming the fields that a class has now", () => {
  it("gives what serializers give: the key, own fields, columns, relations, many-to-many ones", async () => {
    const all = "id shout created internal note home tags friends";
    const source = serializer(`shout = serializers.CharField(source="note")\n\n${META}`);
    expect(await names("api.py", source, "PersonSerializer")).toBe(`${all} email api_key`);
  });

  it("gives nothing that is not serialized: copies, indexes and what says so", async () => {
    const models = `
//- people/models.py
from django.db import models
from .encrypted_fields.blind_index import BlindIndexField
from .encrypted_fields.fields import EncryptedCharField
class Person(models.Model):
    api_key = models.CharField(max_length=64)
    iban_encrypted = EncryptedCharField(copy_of="api_key", null=True, editable=False)
    iban_index = BlindIndexField(source="api_key")
    note = models.CharField(max_length=64, serialize=False)
//- people/encrypted_fields/blind_index.py
from django.db import models
class BlindIndexField(models.CharField):
    pass
//- people/encrypted_fields/fields.py
from django.db import models
class EncryptedCharField(models.CharField):
    pass
`;
    expect(await names("api.py", serializer(META), "PersonSerializer", models)).toBe("id api_key");
  });

  it("takes fields as they were created: files that are imported first, each from above", async () => {
    const models = `
//- base/models.py
from django.db import models
class Kept(models.Model):
    kept = models.BooleanField()
    class Meta:
        abstract = True
//- people/models.py
from django.db import models
from base.models import Kept
class Stamped(models.Model):
    created = models.DateTimeField()
    class Meta:
        abstract = True
class Addressed(models.Model):
    floor = models.IntegerField()
    areas = models.ManyToManyField("Area")
    class Meta:
        abstract = True
class Area(models.Model):
    name = models.CharField(max_length=20)
class Person(Addressed, Kept, Stamped):
    email = models.EmailField()
    api_key = models.CharField(max_length=64)
`;
    expect(await names("api.py", serializer(META), "PersonSerializer", models)).toBe(
      "id kept created floor areas email api_key",
    );
    const form = `
      from django import forms
      from .models import Person
      class PersonForm(forms.ModelForm):
          class Meta:
              model = Person
              fields = "__all__"
    `;
    expect(await names("forms.py", form, "PersonForm", models)).toBe("kept created floor areas email api_key");
  });

  it("gives what serializers that link objects give", async () => {
    const source = serializer(META, "serializers.HyperlinkedModelSerializer");
    const renamed = `${source}\n  NAME = api_settings.URL_FIELD_NAME`;
    expect(await names("api.py", renamed, "PersonSerializer")).toContain("otherwise than `url`");
    expect(await names("api.py", source, "PersonSerializer")).toBe(
      "url created internal note home tags friends email api_key",
    );
  });

  it("knows the fields of tables above, and fields that bases of the file declare or take back", async () => {
    const source = `
      from rest_framework import serializers
      from .models import Member
      class Base(serializers.ModelSerializer):
          first = serializers.CharField(source="note")
          second = serializers.CharField(source="note")
      class MemberSerializer(Base):
          second = None
          third = serializers.SerializerMethodField()
          class Meta:
              model = Member
              fields = "__all__"
          def get_third(self, member): return 3
    `;
    expect(await names("api.py", source, "MemberSerializer")).toBe(
      "id first third created internal note number home tags friends email api_key",
    );
  });

  it("leaves out what is excluded, and writes the list as the file is written", async () => {
    const source = `
      from rest_framework import serializers
      from .models import Person
      class PersonSerializer(serializers.ModelSerializer):
        class Meta:
          model = Person
          exclude = ('note', 'tags', 'friends', 'home')  # not needed
    `;
    expect(await planned("api.py", source, "PersonSerializer")).toContain(
      dedent(`
        class Meta:
          model = Person
          fields = (
            'id',
            'created',
            'internal',
            # Sensitive: delete what nobody needs.
            'email',
            'api_key',
          )  # not needed
      `).replace(/^(?=.)/gm, "  "),
    );
  });

  it("gives what schemas of django-ninja have", async () => {
    const source = `
      from ninja import ModelSchema
      from .models import Member
      class MemberOut(ModelSchema):
          extra: int = 0
          class Meta:
              model = Member
              fields = "__all__"
    `;
    expect(await names("api.py", source, "MemberOut")).toBe(
      "id created home internal note tags friends person_ptr number email api_key",
    );
  });

  it("gives what types of graphene have, relations seen from their other end among them", async () => {
    const source = `
      from graphene_django import DjangoObjectType
      from .models import Person
      class PersonType(DjangoObjectType):
          class Meta:
              model = Person  # all of it
    `;
    expect(await names("schema.py", source, "PersonType")).toBe(
      "id created home internal note tags friends place member email api_key",
    );
    expect(await planned("schema.py", source, "PersonType")).toContain(
      "model = Person  # all of it\n        fields = (\n",
    );
  });

  it("counts a relation of an abstract class once for a table and its children, and knows not who relates to users", async () => {
    const models = `
//- people/models.py
from django.db import models
class Owned(models.Model):
    owner = models.ForeignKey("Person", models.CASCADE, related_name="%(class)s_owned")
    class Meta:
        abstract = True
class Person(models.Model):
    api_key = models.CharField(max_length=64)
class Note(Owned):
    text = models.TextField()
class Letter(Note):
    stamp = models.TextField()
`;
    const source = `
      from graphene_django import DjangoObjectType
      from .models import Person
      class PersonType(DjangoObjectType):
          class Meta:
              model = Person
    `;
    expect(await names("schema.py", source, "PersonType", models)).toBe("id note_owned api_key");
    const users = `${models}//- settings.py\nAUTH_USER_MODEL = "people.Person"\n`;
    const user = users
      .replace("class Person(models.Model)", "class Person(AbstractUser)")
      .replace("import models", "import models\nfrom django.contrib.auth.models import AbstractUser");
    expect(await planned("schema.py", source, "PersonType", user)).toContain("relations to users");
  });

  it("does not mind what else a type declares, where its options do not name that", async () => {
    const source = `
      from graphene_django import DjangoObjectType
      from .models import Tag, Person
      from .kinds import kind
      class PersonType(DjangoObjectType):
          sort = kind()
          class Meta:
              model = Person
    `;
    expect(await planned("schema.py", source, "PersonType")).toContain("fields = (");
  });

  it("gives what types of strawberry have", async () => {
    const source = `
      import strawberry_django
      from .models import Person
      @strawberry_django.type(Person, fields="__all__")
      class PersonType:
          pass
    `;
    expect(await names("schema.py", source, "PersonType")).toBe("id created home internal note email api_key");
    const some = source.replace('fields="__all__"', 'exclude=["note"]');
    expect(await names("schema.py", some, "PersonType")).toBe("id created home internal email api_key");
  });

  it("gives what forms have: nothing that cannot be edited, and no field that the form declares", async () => {
    const source = `
      from django import forms
      from .models import Person
      class PersonForm(forms.ModelForm):
          captcha = forms.CharField()
          class Meta:
              model = Person
              exclude = []
    `;
    expect(await names("forms.py", source, "PersonForm")).toBe("tags friends home note email api_key");
  });

  it("gives what exports have", async () => {
    const source = `
      from import_export import resources
      from .models import Person
      class PersonResource(resources.ModelResource):
          class Meta:
              model = Person
    `;
    expect(await names("exports.py", source, "PersonResource")).toBe(
      "id created tags friends home internal note email api_key",
    );
  });

  it("gives what filters have", async () => {
    const source = `
      import django_filters
      from .models import Person
      class PersonFilter(django_filters.FilterSet):
          class Meta:
              model = Person
              fields = "__all__"
    `;
    expect(await names("filters.py", source, "PersonFilter")).toBe(
      "created tags friends home internal note email api_key",
    );
  });
});

describe("is not on offer, with the reason, where", () => {
  const told = (source: string, models = MODELS): Promise<string> =>
    planned("api.py", source, "PersonSerializer", models);

  it.each([
    ["a base is not known", serializer(META, "Unknown"), "What `Unknown`"],
    [
      "a base of a package is not known",
      serializer(META, "FlexFieldsModelSerializer, serializers.ModelSerializer"),
      "What `FlexFields",
    ],
    [
      "the class changes itself",
      serializer(`${META}\ndef get_field_names(self, *args): return ["id"]`),
      "changes which fields",
    ],
    ["what a member is, is not known", serializer(`shout = make()\n${META}`), "Whether `shout`"],
    [
      "a member stands under a condition",
      serializer(`x = 1\nif DEBUG:\n    y = serializers.CharField()\n${META}`),
      "under a condition",
    ],
  ])("%s", async (_, source, part) => {
    expect(await told(source)).toContain(part);
  });

  it("a base of the model is not known, or a field of another package's class", async () => {
    const mixed = MODELS.replace("class Person(Stamped)", "class Person(Dirty, Stamped)").replace(
      "from django.db import models",
      "from django.db import models\nfrom dirtyfields import Dirty",
    );
    expect(await told(serializer(META), mixed)).toContain("What `Dirty`");
    const money = MODELS.replace("note = models.CharField(max_length=64)", "note = MoneyField()").replace(
      "from django.db import models",
      "from django.db import models\nfrom djmoney.models.fields import MoneyField",
    );
    expect(await told(serializer(META), money)).toContain("What `note` adds to `Person`");
    const made = MODELS.replace("class Person(Stamped)", "class Person(Stamped, make(*mixins))");
    expect(await told(serializer(META), made)).toContain("which `Person` inherits from, declares is not known");
    const under = MODELS.replace("    note =", "    if True:\n        note =");
    expect(await told(serializer(META), under)).toContain("under a condition");
  });

  it("another class takes its options over and adds to them", async () => {
    const heir = "class MoreSerializer(PersonSerializer):\n    more = serializers.CharField()";
    const source = `${serializer(META)}\n${heir.replace(/^/gm, "  ")}\n`;
    expect(await told(source)).toContain("`MoreSerializer` (people/api.py:8) takes over the options");
    const apart = `${MODELS}\n//- people/other.py\nfrom .api import PersonSerializer\n${heir}`;
    expect(await told(serializer(META), apart)).toContain("`MoreSerializer` (people/other.py:2)");
    const between = source.replace(
      "class MoreSerializer(PersonSerializer)",
      "class Between(PersonSerializer):\n      pass\n\n  class MoreSerializer(Between)",
    );
    expect(await told(between)).toContain("`MoreSerializer` (people/api.py:11) takes over the options");
    const plain = source.replace("    more = serializers.CharField()", "    pass");
    expect(await told(plain)).toContain('"api_key",');
  });

  it("code adds fields to the model", async () => {
    const patched = `${MODELS}\n//- people/apps.py\nPerson.add_to_class("age", 1)\n`;
    expect(await told(serializer(META), patched)).toContain("people/apps.py adds fields to `Person`");
  });
});
