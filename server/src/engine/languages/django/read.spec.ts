import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedent, parseFixture } from "../../../../../test/support/fixture.ts";
import type { Entity, Field, FileSchema } from "../../schema/schema.ts";
import { readDjango } from "./read.ts";

function read(source: string): FileSchema {
  return readDjango("shop/models.py", dedent(source));
}

/** `Entity.field: Type` of every field, in order. */
function fieldsOf(source: string): readonly string[] {
  return read(source).entities.flatMap((entity) =>
    entity.fields.map((field) => `${entity.name}.${field.name}: ${field.type.name}`),
  );
}

function entityNames(source: string): readonly string[] {
  return read(source).entities.map(({ name }) => name);
}

function onlyEntity(source: string): Entity {
  const { entities } = read(source);
  expect(entities.map(({ name }) => name)).toHaveLength(1);
  return entities[0]!;
}

/** The field that one declaration in a model makes; `before` stands above the model. */
function field(declaration: string, before = ""): Field {
  const text = `from django.db import models\n${before}\nclass A(models.Model):\n    ${declaration}\n`;
  const found = readDjango("models.py", text).entities.find(({ name }) => name === "A")!.fields;
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe("which classes are models", () => {
  it.each([
    ["from django.db import models", "models.Model"],
    ["from django.db import models as m", "m.Model"],
    ["from django.db.models import Model", "Model"],
    ["from django.db.models import Model as Base", "Base"],
    ["import django.db.models", "django.db.models.Model"],
    ["from django.contrib.gis.db import models", "models.Model"],
    ["from django.contrib.auth.models import AbstractUser", "AbstractUser"],
    ["from mptt.models import MPTTModel, TreeForeignKey", "MPTTModel"],
    ["from wagtail.models import Page", "Mixin, Page"],
    ["from oscar.apps.order.abstract_models import AbstractOrder", "AbstractOrder"],
    ["", "models.Model"],
  ])("reads a child of a known model: %s, %s", (statement, bases) => {
    expect(fieldsOf(`${statement}\nclass A(${bases}):\n    x = CustomField()\n`)).toEqual(["A.x: CustomField"]);
  });

  it("follows bases within the file, in any order and also when they go in a circle", () => {
    const source = `
      from django.db import models

      class Late(Middle):
          a = models.CharField()

      class Middle(Base):
          pass

      class Base(models.Model):
          b = models.CharField()

          class Inner(Base):
              c = models.CharField()

      class Loop(Loop2): pass
      class Loop2(Loop): x = 1
    `;
    expect(fieldsOf(source)).toEqual(["Late.a: CharField", "Base.b: CharField", "Inner.c: CharField"]);
    expect(entityNames(source)).toEqual(["Late", "Middle", "Base", "Inner"]);
  });

  it("takes a class with an unknown base for a model when a field of it surely is one", () => {
    const source = `
      from django.db import models
      from core.base import Audited, Thing
      from phonenumber_field.modelfields import PhoneNumberField

      class A(Audited): x = models.CharField()
      class B(Thing): y = PhoneNumberField()
      class C(B): z = OtherField()
      class D(Thing): w = OtherField()
      class E: v = models.CharField()
      class F(BaseModel): u = fields.OtherField()
      class G(Thing): pass
      class H(G): t = (models.CharField())
    `;
    expect(fieldsOf(source)).toEqual([
      "A.x: CharField",
      "B.y: PhoneNumberField",
      "C.z: OtherField",
      "F.u: OtherField",
      "H.t: CharField",
    ]);
  });

  it("leaves forms, serializers, filters, migrations, expressions and other libraries alone", () => {
    const source = `
      from django import forms
      from django.db import migrations, models
      from django.db.models import CharField, Func, TextChoices
      from django.forms import CharField as FormCharField
      from rest_framework import serializers
      import django_filters as filters
      import tortoise.models

      class F(forms.Form): a = forms.CharField()
      class G(BaseForm): a = FormCharField()
      class S(serializers.ModelSerializer): a = serializers.CharField()
      class T(filters.FilterSet): a = filters.CharFilter()
      class Migration(migrations.Migration):
          operations = [migrations.CreateModel(fields=[("a", models.CharField())])]
      class Lower(Func): output_field = CharField()
      class Colour(TextChoices): RED = "r"
      class U(tortoise.models.Model): a = fields.CharField()
    `;
    expect(entityNames(source)).toEqual([]);
  });

  it("knows a field class by another name", () => {
    const source = `
      from django.db.models import CharField as Text, Model
      class A(Model):
          name = Text(max_length=100)
    `;
    expect(entityNames(source)).toEqual(["A"]);
    expect(readDjango("models.py", dedent(source)).entities[0]?.fields.map(({ type }) => type.name)).toEqual([
      "CharField",
    ]);
  });

  it("leaves a form field within a model alone", () => {
    const source = `
      from django import forms
      from django.db import models
      class A(models.Model):
          x = models.CharField()
          y = forms.CharField()
          objects = models.Manager()
          tracker = FieldTracker()
          z = compute()
    `;
    expect(fieldsOf(source)).toEqual(["A.x: CharField"]);
  });

  it("reads models within functions, conditions and one-line bodies", () => {
    const source = `
      from django.db import models
      def make():
          class A(models.Model):
              x = models.CharField()
      if True:
          class B(models.Model): y = models.CharField(); z = models.TextField()
    `;
    expect(fieldsOf(source)).toEqual(["A.x: CharField", "B.y: CharField", "B.z: TextField"]);
  });
});

describe("fields", () => {
  it("reads every way of declaring one", () => {
    const source = `
      from django.db import models as m
      from django.db.models import CharField, fields
      from encrypted_fields.fields import EncryptedTextField as Secret
      import djmoney.models.fields as money

      class A(m.Model):
          a = m.CharField("A", max_length=3)
          b: str = CharField()
          c = fields.EmailField(
              unique=True,
          )
          d = Secret()
          e = money.MoneyField(max_digits=9)
          f = \\
              m.TextField()
          if settings.DEBUG:
              g = m.URLField()
          else: h = m.UUIDField()
          with x:
              i = m.ForeignKey("B", m.CASCADE)
    `;
    expect(fieldsOf(source)).toEqual([
      "A.a: CharField",
      "A.b: CharField",
      "A.c: EmailField",
      "A.d: EncryptedTextField",
      "A.e: MoneyField",
      "A.f: TextField",
      "A.g: URLField",
      "A.h: UUIDField",
      "A.i: ForeignKey",
    ]);
    expect(onlyEntity(source).fields[3]!.type).toEqual({
      name: "EncryptedTextField",
      qualified: "encrypted_fields.fields.EncryptedTextField",
      text: "Secret",
      shape: "text",
    });
  });

  it("looks through the calls around a field", () => {
    const {
      type,
      wrappers,
      arguments: args,
    } = field(
      `x = outer(encrypt(models.CharField(max_length=5)), key=1)`,
      "from django_cryptography.fields import encrypt",
    );
    expect(type.name).toBe("CharField");
    expect(wrappers).toEqual([
      { text: "outer", qualified: "outer", keywords: ["key"] },
      { text: "encrypt", qualified: "django_cryptography.fields.encrypt" },
    ]);
    expect(args).toEqual([{ name: "max_length", text: "5", value: 5 }]);
  });

  it("takes the base of an array for an argument", () => {
    const { type, wrappers } = field(`x = ArrayField(models.CharField(max_length=5))`);
    expect([type.name, type.shape, wrappers]).toEqual(["ArrayField", "array", []]);
  });

  it.each([
    ["models.CharField()", "string"],
    ["EncryptedEmailField()", "email"],
    ["LowercaseDateTimeField()", "datetime"],
    ["models.GenericIPAddressField()", "ip"],
    ["models.BigAutoField(primary_key=True)", "auto"],
    ["models.PointField()", "geo"],
    ["AutoOneToOneField('B')", "relation"],
    ["TaggableManager()", "relation"],
    ["MysteryField()", "unknown"],
  ])("knows the shape of %s", (call, shape) => {
    expect(field(`x = ${call}`).type.shape).toBe(shape);
  });

  it("keeps what is said about it", () => {
    const declaration = field(
      `x = models.CharField(_("Tax " "number"), max_length=11, unique=True, db_index=False, null=True, blank=True, help_text="As on the card", db_column=COLUMN)`,
    );
    expect(declaration).toMatchObject({
      label: "Tax number",
      helpText: "As on the card",
      maxLength: 11,
      unique: true,
      indexed: false,
      primaryKey: false,
      nullable: true,
      blank: true,
      choices: null,
      target: null,
      column: null,
    });
    expect(declaration.arguments.at(-1)).toEqual({ name: "db_column", text: "COLUMN" });
    expect(declaration.arguments[0]).toEqual({ name: null, text: `_("Tax " "number")`, value: "Tax number" });
  });

  it("takes a length from a constant", () => {
    expect(field("x = models.CharField(max_length=LENGTH)", "LENGTH = 20").maxLength).toBe(20);
    expect(field("x = models.CharField(max_length=settings.LENGTH)").maxLength).toBeNull();
  });

  it.each([
    [`models.ForeignKey("auth.User", models.CASCADE, verbose_name="Owner")`, "auth.User", "Owner"],
    [`models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)`, "settings.AUTH_USER_MODEL", null],
    [`models.ManyToManyField(to=Group)`, "Group", null],
    [`GenericForeignKey("content_type", "object_id")`, null, null],
  ])("knows the target of %s", (call, target, label) => {
    expect(field(`x = ${call}`)).toMatchObject({ target, label, type: { shape: "relation" } });
  });

  it("collects the comments at and directly above it, without directives", () => {
    const source = `
      class A(models.Model):
          # Not this one.

          # Shown on invoices,
          # never on screen.
          x = models.CharField(  # of the person
              # as entered
              max_length=3,
          )  # noqa  # fieldguard: ignore it is public
          y = models.CharField()
    `;
    const [x, y] = onlyEntity(source).fields;
    expect(x!.comment).toBe("Shown on invoices,\nnever on screen.\nof the person\nas entered\nnoqa");
    expect(y!.comment).toBe("");
  });

  it("gives spans of the statement and the name, after emoji, tabs and pairs of line breaks", () => {
    const text =
      "from django.db import models\r\nclass A(models.Model):\r\n\t# 😀\r\n\tnäme: '😀' = models.CharField(\r\n\t\t'😀'\r\n\t)  # 😀\r\n";
    const { fields, nameSpan, span } = readDjango("a.py", text).entities[0]!;
    expect(text.slice(nameSpan.start, nameSpan.end)).toBe("A");
    expect(text.slice(span.start, span.end)).toBe(text.slice(text.indexOf("class"), text.indexOf(")  #") + 1));
    expect(text.slice(fields[0]!.nameSpan.start, fields[0]!.nameSpan.end)).toBe("näme");
    expect(text.slice(fields[0]!.span.start, fields[0]!.span.end)).toBe(
      "näme: '😀' = models.CharField(\r\n\t\t'😀'\r\n\t)",
    );
    expect(fields[0]!.label).toBe("😀");
  });
});

describe("choices", () => {
  it.each([
    [`[("m", "Male"), ("f", _("Female"))]`, ["Male", "Female"]],
    [`(("a", "A"), ("Group", (("b", "B"), ("c", "C"))))`, ["A", "B", "C"]],
    [`{"a": "A", "Group": {"b": "B"}}`, ["A", "B"]],
    [`[(1, 1), (None, "None of these")]`, ["1", "None of these"]],
    [`[("a", label()), ("b", "B")]`, ["a", "B"]],
    [`FILE`, ["F"]],
    [`FILE + [("x", "X")]`, ["F", "X"]],
    [`Colour.choices`, ["Red", "Dark Blue"]],
    [`Colour`, ["Red", "Dark Blue"]],
    [`compute()`, []],
    [`imported.CHOICES`, []],
    [`UNKNOWN`, []],
  ])("shows those of %s", (choices, labels) => {
    const before = dedent(`
      FILE = [("f", "F")]
      class Colour(models.TextChoices):
          RED = "r", _("Red")
          DARK_BLUE = "b"
    `);
    expect(field(`x = models.CharField(choices=${choices})`, before).choices).toEqual(labels);
  });

  it("finds those of the class and of a class within it", () => {
    const source = `
      class A(models.Model):
          KINDS = (("k", "Kind"),)
          class Status(models.TextChoices):
              OPEN = "o"
          a = models.CharField(choices=KINDS)
          b = models.CharField(choices=Status.choices)
          c = models.CharField(choices=A.KINDS)
    `;
    expect(onlyEntity(source).fields.map(({ choices }) => choices)).toEqual([["Kind"], ["Open"], ["Kind"]]);
  });

  it("gives up on names that lead in a circle", () => {
    expect(field("x = models.CharField(choices=FIRST)", "FIRST = SECOND\nSECOND = FIRST").choices).toEqual([]);
  });
});

describe("entities", () => {
  it("reads what a model says of itself", () => {
    const source = `
      # One row a person.
      @register
      class Customer(Base, models.Model, metaclass=Meta):
          """Someone who bought.

          At least once.
          """
          name = models.CharField()
          class Meta(Base.Meta):
              abstract = True
              proxy = False
              managed = False
              verbose_name = _("customer")
              app_label = "shop"
    `;
    const entity = onlyEntity(source);
    expect(entity).toMatchObject({
      kind: "model",
      abstract: true,
      proxy: false,
      managed: false,
      label: "customer",
      appLabel: "shop",
      documentation: "One row a person.\nSomeone who bought.\n\nAt least once.",
      bases: [
        { text: "Base", qualified: "Base" },
        { text: "models.Model", qualified: "django.db.models.Model" },
      ],
    });
    expect(dedent(source).slice(entity.span.start)).toMatch(/^@register/);
  });

  it("finds where options name fields", () => {
    const source = `
      class A(models.Model):
          USERNAME_FIELD = "email"
          EMAIL_FIELD = "email"
          REQUIRED_FIELDS = ["phone"]
          class Meta:
              ordering = ["-created", F("name").desc(), "owner__name", "?"]
              unique_together = (("a", "b"), ("c", "d"))
              index_together = ["e", "f"]
              get_latest_by = "g"
              indexes = [models.Index(fields=["-h"], name="i"), models.Index(Lower("j"), name="k")]
              constraints = [
                  models.UniqueConstraint(fields=["l", "m"], condition=Q(n__gt=0), name="o"),
                  models.CheckConstraint(check=Q(p=F("q")) | ~Q(r=1), name="s"),
              ]
    `;
    const text = dedent(source);
    const uses = onlyEntity(source).optionUses;
    const namedBy = (option: string): string =>
      uses
        .filter((use) => use.option === option)
        .map((use) => use.field)
        .join(" ");
    const shown = [...new Set(uses.map(({ option }) => option))].map((option) => `${option}: ${namedBy(option)}`);
    expect(shown).toEqual([
      "USERNAME_FIELD: email",
      "EMAIL_FIELD: email",
      "REQUIRED_FIELDS: phone",
      "ordering: created name owner",
      "unique_together: a b c d",
      "index_together: e f",
      "get_latest_by: g",
      "indexes: h j",
      "constraints: l m n p q r",
    ]);
    const spans = uses
      .filter(({ option }) => option === "ordering")
      .map(({ span }) => text.slice(span.start, span.end));
    expect(spans).toEqual([`"-created"`, `"name"`, `"owner__name"`]);
  });
});

describe("the file", () => {
  it("lists imports and directives, with what they concern", () => {
    const source = `
      from django.db import models
      from encrypted_fields.fields import EncryptedCharField

      class A(models.Model):
          # fieldguard: category=user.contact.email it is one
          x = models.CharField()
          y = models.CharField()  # fieldguard: ignore public
          z = models.CharField()  # fieldguard: whatever
    `;
    const schema = read(source);
    expect(schema).toMatchObject({ language: "django", path: "shop/models.py" });
    expect(schema.imports).toEqual(["django.db.models", "encrypted_fields.fields.EncryptedCharField"]);
    expect(schema.directives.map(({ kind, entity, field: name }) => [kind, entity, name])).toEqual([
      ["category", "A", "x"],
      ["ignore", "A", "y"],
    ]);
    expect(schema.problems).toHaveLength(1);
  });

  it("is plain data", () => {
    const schema = read("class A(models.Model):\n    x = models.CharField(choices=[('a', 'A')])\n");
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});

/** Field names are unique, so that a lost one shows. */
const REAL = parseFixture(`
    """Models of the shop.

    Each keeps what the law asks for.
    """
    import uuid

    from django.conf import settings
    from django.db import models
    from django.utils.translation import gettext_lazy as _
    from phonenumber_field.modelfields import PhoneNumberField


    class TimeStamped(models.Model):
        created = models.DateTimeField(auto_now_add=True)
        modified = models.DateTimeField(auto_now=True)

        class Meta:
            abstract = True


    @register(site="main")
    class Customer(TimeStamped):
        """A customer (not a lead)."""

        class Status(models.TextChoices):
            ACTIVE = "a", _("Active")
            GONE = "g", _("Gone")

        GENDERS = [("m", "Male"), ("f", "Female")]

        identifier = models.UUIDField(default=uuid.uuid4, editable=False)
        first_name = models.CharField(_("first name"), max_length=30)  # the given one
        gender = models.CharField(max_length=1, choices=GENDERS, blank=True)
        # It's (usually) the one on the card.
        national_id = models.CharField(
            _("national id"),
            max_length=11,
            help_text=_("As printed on the card's front, e.g. 'ABC'"),
            unique=True,
        )
        phone: str = PhoneNumberField(null=True)
        notes = models.TextField(
            blank=True, default="", help_text="""Anything "else"."""
        )
        owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

        class Meta:
            ordering = ["first_name"]

        def __str__(self):
            """The customer's name."""
            return f"{self.first_name} ({self.national_id})"

        def orders(self):
            return [order for order in self.order_set.all() if order.total > 0]


    class Order(TimeStamped):
        total = models.DecimalField(max_digits=9, decimal_places=2)
        card_number = models.CharField(max_length=19)

        def charge(self, amount=None):
            '''Charges the card.'''
            if amount is None:
                amount = self.total
            return gateway.charge(card=self.card_number, amount=amount)
`).files.get("models.py")!;

interface Kept {
  readonly name: string;
  /** First and last line. */
  readonly from: number;
  readonly to: number;
}

const DECLARED: readonly Kept[] = readDjango("models.py", REAL).entities.flatMap(({ fields }) =>
  fields.map(({ name, span }) => ({ name, from: lineAt(span.start), to: lineAt(span.end) })),
);

function lineAt(offset: number): number {
  return REAL.slice(0, offset).split("\n").length;
}

/** The fields that are gone although the change from `start` to `end` lies on none of their lines. */
function lostBy(start: number, end: number, inserted: string): readonly string[] {
  const changed = REAL.slice(0, start) + inserted + REAL.slice(end);
  const found = new Set(
    readDjango("models.py", changed).entities.flatMap(({ fields }) => fields.map(({ name }) => name)),
  );
  const first = lineAt(start);
  const last = lineAt(end);
  return DECLARED.filter(({ name, from, to }) => (to < first || from > last) && !found.has(name)).map(
    ({ name }) => name,
  );
}

describe("while a real file is being typed", () => {
  it("reads all of it when it is whole", () => {
    expect(DECLARED).toHaveLength(11);
  });

  it("keeps the fields elsewhere whichever single unit is missing", () => {
    const losses: string[] = [];
    for (let at = 0; at < REAL.length; at++) {
      const lost = lostBy(at, at + 1, "");
      if (lost.length > 0) losses.push(`without ${JSON.stringify(REAL.slice(at - 20, at + 1))}: ${lost.join(" ")}`);
    }
    expect(losses).toEqual([]);
  });

  it("keeps the fields above wherever the file ends", () => {
    for (let at = 0; at <= REAL.length; at++) {
      expect(
        lostBy(at, REAL.length, "").filter((name) => DECLARED.find((kept) => kept.name === name)!.to < lineAt(at)),
      ).toEqual([]);
    }
  });

  it("keeps the fields elsewhere whatever line is cut short", () => {
    const ends = [...REAL.matchAll(/\n/g)].map(({ index }) => index);
    const losses: string[] = [];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: REAL.length - 1 }), (at) => {
        const end = ends.find((index) => index >= at)!;
        const isHeader = REAL.slice(REAL.lastIndexOf("\n", at - 1) + 1)
          .trimStart()
          .startsWith("class ");
        if (!isHeader) losses.push(...lostBy(at, end, ""));
      }),
      { seed: 7, numRuns: 500 },
    );
    expect(losses).toEqual([]);
  });

  it("answers whatever stands in the file", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "class A(models.Model):\n",
        "    x = models.CharField(",
        ")",
        "\n",
        '"""',
        "'",
        "# fieldguard: ignore",
        "\\\n",
        "\t",
        "\r",
        "{",
        "f'{",
        "😀",
        "\ud800",
        "class Meta:\n",
        "class Scrubbers:\n",
        "    class PrivacyMeta:\n        fields = ['x'",
        "    ",
        "@",
        "=",
        ":",
        "choices=X",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        const { entities, directives } = readDjango("models.py", text);
        const spans = [
          ...entities.flatMap((entity) => [entity.span, entity.nameSpan, ...entity.optionUses.map(({ span }) => span)]),
          ...entities.flatMap((entity) =>
            entity.privacyDeclarations.flatMap(({ statements }) => statements.map(({ span }) => span)),
          ),
          ...entities.flatMap(({ fields }) => fields.flatMap((item) => [item.span, item.nameSpan])),
          ...directives.map(({ span }) => span),
        ];
        expect(spans.filter(({ start, end }) => start < 0 || end < start || end > text.length)).toEqual([]);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
