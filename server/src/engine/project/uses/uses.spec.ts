import { describe, expect, it } from "vitest";
import { readTemplateUses } from "../../languages/django/uses/readTemplateUses.ts";
import { hazardOf, isEquality } from "./hazards.ts";
import { Wanted } from "../../languages/django/uses/wanted.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { checkUses, readWorkspace, SHOP } from "../../../../../test/support/uses.ts";

/** A file of Python beside the models of the shop. */
const view = (source: string, imports = "from shop.models import Customer, Order"): Promise<void> =>
  checkUses(`${SHOP}//- shop/views.py\n${imports}\n${source}`);

describe("queries", () => {
  it("are read wherever a condition stands", () =>
    view(`
Customer.objects.filter(email="x").exclude(email__iexact="y")
                        ^^^^^ lookup: Customer.email
                                           ^^^^^^^^^^^^^ lookup: Customer.email
Customer.objects.get(national_id=1, newsletter=True)
                     ^^^^^^^^^^^ lookup: Customer.national_id
Customer.objects.get_or_create(email="x", defaults={"national_id": 1})
                               ^^^^^ lookup: Customer.email
                                                     ^^^^^^^^^^^ write: Customer.national_id
Customer.objects.filter(**{"email__in": []})
                            ^^^^^^^^^ lookup: Customer.email
Customer.objects.filter(**{"a\\nname": 1, "email__in": []})
                                          ^^^^^^^^^ lookup: Customer.email
async def f():
    await Customer.objects.aget(email="x")
                                ^^^^^ lookup: Customer.email
`));

  it("are read of models that are called by capitals alone, and of no constant", () =>
    checkUses(`
//- shop/models.py
from django.db import models

LIMITS = {}

class KYC(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
//- shop/views.py
from django.conf import settings
from shop import models
from shop.limits import LIMITS
from shop.models import KYC

KYC.objects.filter(email="x")
                   ^^^^^ lookup: KYC.email
models.KYC.objects.order_by("national_id")
                             ^^^^^^^^^^^ ordering: KYC.national_id
LIMITS.get("x", email="x")
settings.LIMITS.get("x", email="x")
//- shop/admin.py
from django.contrib import admin
from shop.models import KYC

@admin.register(KYC)
class One(admin.ModelAdmin):
    fields = ["email"]
               ^^^^^ admin: KYC.email
    search_fields = ["email"]
                      ^^^^^ search: KYC.email
`));

  it("tell how they compare, with what is registered for a kind of fields", async () => {
    const conditions = [
      "email",
      "email__iexact",
      "email__domain",
      "email__domain__in",
      "email__year__gte",
      "orders__customer__email__ne",
    ];
    const source = `${SHOP}//- shop/views.py\nfrom shop.models import Customer\n${conditions
      .map((condition) => `Customer.objects.filter(${condition}="x")\n`)
      .join("")}`;
    const workspace = await readWorkspace(parseFixture(source).files);
    const uses = workspace.uses.known("shop/models.py", "Customer", "email")!.uses;
    expect(uses.map(({ use }) => use.lookup)).toEqual([null, "iexact", "domain", "domain__in", "year__gte", "ne"]);
    expect(uses.map(isEquality)).toEqual([true, false, false, false, false, false]);
    expect(uses.map((use) => hazardOf(use, "email"))).toEqual(conditions.map(() => "compare"));
  });

  it("get conditions that a dictionary is given on the way", () =>
    view(`
def f(request):
    found = {}
    if request.GET.get("e"):
        found["email__iexact"] = request.GET["e"]
               ^^^^^^^^^^^^^ lookup: Customer.email
    found.update(national_id="x")
                 ^^^^^^^^^^^ lookup: Customer.national_id
    found.update({"newsletter": True})
    found.setdefault("email", "y")
                      ^^^^^ lookup: Customer.email
    found |= {"national_id__in": []}
               ^^^^^^^^^^^^^^^ lookup: Customer.national_id
    other = dict(email="x", **{"national_id": 1})
                 ^^^^^ lookup: Customer.email
                                ^^^^^^^^^^^ lookup: Customer.national_id
    unused = {}
    unused["email"] = 1
    return Customer.objects.filter(**found).exclude(**other)
`));

  it("get names from constants, choices and what is put together", () =>
    view(`
FIELD = "email"
         ^^^^^ lookup: Customer.email
SORTS = {"a": "email", "d": "-email", "n": "-pk"}
               ^^^^^ ordering: Customer.email
                             ^^^^^^ ordering: Customer.email
PARTS = ["national_id"]
          ^^^^^^^^^^^ lookup: Customer.national_id
def long(request):
    "A function of more than two hundred characters, which does not name the field of the model itself, but has it from a constant of the module."
    "So that it is parsed, too, as are all that name a field by themselves."
    asked = request.GET.get("sort")
    return Customer.objects.filter(**{FIELD: 1}).order_by(SORTS[asked])
def f(request):
    kind = "email"
            ^^^^^ lookup: Customer.email
    Customer.objects.filter(**{f"{kind}__iexact": 1})
    Customer.objects.filter(**{"email" + "__in": []})
                                ^^^^^ lookup: Customer.email
    Customer.objects.filter(**{"%s__in" % "national_id": []})
                                           ^^^^^^^^^^^ lookup: Customer.national_id
    Customer.objects.filter(**{f"{part}__in": [] for part in PARTS})
    order = "email" if request.user else "-national_id"
             ^^^^^ ordering: Customer.email
                                          ^^^^^^^^^^^^ ordering: Customer.national_id
    Customer.objects.order_by(order)
    Customer.objects.order_by(request.GET.get("sort", "email"))
                                                       ^^^^^ ordering: Customer.email
    Customer.objects.order_by({"e": "email"}[request.GET["sort"]])
                                     ^^^^^ ordering: Customer.email
    Customer.objects.filter(**{request.GET["field"]: "email"})
`));

  it("are read of partial calls, of pairs, and of conditions that are added to others", () =>
    view(
      `
partial(Customer.objects.filter, email="x")
                                 ^^^^^ lookup: Customer.email
Customer.objects.filter(Q(("email__in", [])))
                            ^^^^^^^^^ lookup: Customer.email
getattr(Customer, "objects").filter(email="x")
                                    ^^^^^ lookup: Customer.email
def f():
    wanted = Q()
    wanted.add(Q(email="x"), Q.OR)
                 ^^^^^ lookup: Customer.email
    each = []
    each.append(Q(national_id="y"))
                  ^^^^^^^^^^^ lookup: Customer.national_id
    return Customer.objects.filter(wanted).exclude(reduce(or_, each))
`,
      "from functools import partial, reduce\nfrom operator import or_\nfrom django.db.models import Q\nfrom shop.models import Customer",
    ));

  it("know what they call a field otherwise", () =>
    view(
      `
Customer.objects.annotate(x=F("email")).filter(x__in=[]).order_by("-x")
                               ^^^^^ selection: Customer.email
                                               ^^^^^ lookup: Customer.email
                                                                   ^^ ordering: Customer.email
Order.objects.alias(x=F("customer__email")).filter(Q(x=1))
                         ^^^^^^^^^^^^^^^ expression: Customer.email
                                                     ^ lookup: Customer.email
def f():
    named = Customer.objects.annotate(x=F("national_id"))
                                           ^^^^^^^^^^^ selection: Customer.national_id
    return named.order_by("x"), Customer.objects.order_by("x")
                           ^ ordering: Customer.national_id
`,
      "from django.db.models import F, Q\nfrom shop.models import Customer, Order",
    ));

  it("are read where forms and serializers look something up", () =>
    view(
      `
class Chosen(forms.Form):
    who = forms.ModelChoiceField(Customer.objects.all(), to_field_name="email")
                                                                        ^^^^^ lookup: Customer.email
class CustomerSerializer(serializers.ModelSerializer):
    email = serializers.EmailField(validators=[UniqueValidator(queryset=Customer.objects.all())])
    ^^^^^ serializer: Customer.email
                                               ^^^^^^^^^^^^^^^ lookup: Customer.email
    number = serializers.CharField(source="national_id", validators=[UniqueValidator(Customer.objects.all(), lookup="iexact")])
                                           ^^^^^^^^^^^ serializer: Customer.national_id
                                                                     ^^^^^^^^^^^^^^^ lookup: Customer.national_id
    class Meta:
        model = Customer
        fields = ["newsletter"]
        extra_kwargs = {"email": {"validators": [UniqueValidator(queryset=Customer.objects.all())]}}
                                                 ^^^^^^^^^^^^^^^ lookup: Customer.email
        validators = [UniqueTogetherValidator(queryset=Customer.objects.all(), fields=["email", "newsletter"])]
                                                                                        ^^^^^ lookup: Customer.email
class Other(serializers.Serializer):
    customer = serializers.SlugRelatedField(slug_field="email", queryset=Customer.objects.all())
                                                        ^^^^^ lookup: Customer.email
    shown = serializers.SlugRelatedField(slug_field="email", read_only=True)
`,
      "from django import forms\nfrom rest_framework import serializers\nfrom rest_framework.validators import UniqueTogetherValidator, UniqueValidator\nfrom shop.models import Customer",
    ));

  it("are read where a relation limits what it may lead to", () =>
    checkUses(`${SHOP}
//- notes/models.py
from django.db import models
from django.db.models import Q
from shop.models import Customer

def limits():
    return {"email__endswith": "x"}
             ^^^^^^^^^^^^^^^ lookup: Customer.email

class Note(models.Model):
    of = models.ForeignKey(Customer, models.CASCADE, limit_choices_to={"national_id": ""})
                                                                        ^^^^^^^^^^^ lookup: Customer.national_id
    to = models.ForeignKey("shop.Customer", models.CASCADE, limit_choices_to=Q(email="") & Q(newsletter=True))
                                                                               ^^^^^ lookup: Customer.email
    by = models.ForeignKey(Customer, models.CASCADE, limit_choices_to=limits)
    at = models.ForeignKey(Customer, models.CASCADE, limit_choices_to=lambda: {"email": ""})
                                                                                ^^^^^ lookup: Customer.email
`));

  it("get names, conditions and keywords from variables", () =>
    view(
      `
NAMES = ["email", "newsletter"]
          ^^^^^ selection: Customer.email
def f(request):
    Customer.objects.values(*NAMES)
    Customer.objects.filter(pk=1).values(*NAMES)
    conditions = {"national_id__in": []}
                   ^^^^^^^^^^^^^^^ lookup: Customer.national_id
    Customer.objects.filter(**conditions)
    wanted = Q(email="x")
               ^^^^^ lookup: Customer.email
    if request.user:
        wanted |= ~Q(national_id="y")
                     ^^^^^^^^^^^ lookup: Customer.national_id
    return Customer.objects.exclude(newsletter=True).filter(Q(pk=1) & (wanted))
class Finder:
    model = Customer
    def find(self):
        return self.model.objects.filter(email="x")
                                         ^^^^^ lookup: Customer.email
`,
      "from django.db.models import Q\nfrom shop.models import Customer",
    ));

  it("are read in generators, and not of what is no object any more", () =>
    view(`
def f():
    total = sum(c.email for c in Customer.objects.all())
                  ^^^^^ read: Customer.email
    customer = Customer.objects.get(pk=1)
    customer |= Customer.objects.none()
    return customer.email
                    ^^^^^ read: Customer.email
`));

  it("are followed over relations, forwards and back", () =>
    view(`
Order.objects.filter(customer__email__icontains="x")
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ lookup: Customer.email
Customer.objects.filter(orders__customer__national_id="x")
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lookup: Customer.national_id
Order.objects.order_by("-customer__email")
                        ^^^^^^^^^^^^^^^^ ordering: Customer.email
Order.objects.select_related("customer").values_list("customer__email", flat=True)
                                                      ^^^^^^^^^^^^^^^ selection: Customer.email
`));

  it("hold expressions, whose fields are those of the query around them", () =>
    view(
      `
Order.objects.filter(Q(customer__email="x") | ~Q(customer__national_id="y"))
                       ^^^^^^^^^^^^^^^ lookup: Customer.email
                                                 ^^^^^^^^^^^^^^^^^^^^^ lookup: Customer.national_id
Customer.objects.annotate(key=Lower("email"), n=Count("orders")).update(email=F("national_id"))
                                     ^^^^^ expression: Customer.email
                                                                        ^^^^^ write: Customer.email
                                                                                 ^^^^^^^^^^^ expression: Customer.national_id
Customer.objects.annotate(x=Subquery(Order.objects.filter(reference=OuterRef("email"))), y=Value("email"))
                                                                              ^^^^^ expression: Customer.email
`,
      "from shop.models import Customer, Order\nfrom django.db.models import Count, F, OuterRef, Q, Subquery, Value\nfrom django.db.models.functions import Lower",
    ));

  it("are read through variables, loops, related managers and helpers", () =>
    view(`
def helper():
    return Order.objects.all()

def f(request, pk):
    orders = helper()
    for order in orders.filter(reference="x"):
        print(order.customer.email)
                             ^^^^^ read: Customer.email
    customer = get_object_or_404(Customer, email=pk)
                                           ^^^^^ lookup: Customer.email
    for each in customer.orders.filter(customer__email="y"):
                                       ^^^^^^^^^^^^^^^ lookup: Customer.email
        each.customer.national_id = 3
                      ^^^^^^^^^^^ write: Customer.national_id
    return [c.email for c in Customer.objects.all() if c.national_id]
              ^^^^^ read: Customer.email
                                                         ^^^^^^^^^^^ read: Customer.national_id
`));

  it("belong to the model of the manager that makes them, also from another file", () =>
    checkUses(`
//- shop/managers.py
from django.db import models

class CustomerManager(models.Manager):
    def known(self, address):
        return self.get_queryset().filter(email__iexact=address)
                                          ^^^^^^^^^^^^^ lookup: Customer.email

    def make(self, address):
        return self.model(email=address)
                          ^^^^^ write: Customer.email
//- shop/models.py
from django.db import models
from .managers import CustomerManager

class Customer(models.Model):
    email = models.EmailField()
    objects = CustomerManager()
`));

  it("belong to the model of a manager that is called otherwise, by its base", () =>
    checkUses(`
//- shop/models.py
from django.db import models

class ByAddress(models.Manager):
    def get_by_natural_key(self, email):
        return self.get(email=email)
                        ^^^^^ lookup: Customer.email

class Customer(models.Model):
    email = models.EmailField()
    objects = ByAddress()
`));

  it("are copied by what keeps versions of objects, but for what it leaves out", () =>
    checkUses(`
//- shop/models.py
import reversion
from auditlog.registry import auditlog
from django.db import models
from simple_history.models import HistoricalRecords

class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
    history = HistoricalRecords(excluded_fields=["email"])
              ^^^^^^^^^^^^^^^^^ write: Customer.national_id

auditlog.register(Customer, mask_fields=["national_id"])
^^^^^^^^^^^^^^^^^ write: Customer.email
reversion.register(Customer, fields=["pk"])
`));

  it("are copied by decorators, admins and functions that have versions kept, too", () =>
    checkUses(`
//- shop/models.py
import reversion
from django.db import models
from reversion import revisions
from simple_history import register

@reversion.register(exclude=("email",))
 ^^^^^^^^^^^^^^^^^^ write: Customer.national_id
                              ^^^^^ selection: Customer.email
class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)

@revisions.register
 ^^^^^^^^^^^^^^^^^^ write: Guest.email
class Guest(models.Model):
    email = models.EmailField()

class Staff(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)

register(Staff, excluded_fields=["national_id"])
^^^^^^^^ write: Staff.email
//- shop/admin.py
from auditlog.registry import auditlog
from django.contrib import admin
from reversion.admin import VersionAdmin
from shop.models import Guest, Staff

@admin.register(Guest)
class GuestAdmin(VersionAdmin):
      ^^^^^^^^^^ write: Guest.email
    pass

class Register:
    def register(self, model):
        pass

Register().register(Staff)
auditlog.register(Staff, include_fields=["email"])
                                          ^^^^^ write: Staff.email
`));

  it("write what they are given", () =>
    view(`
Customer.objects.bulk_update([], ["email"])
                                   ^^^^^ write: Customer.email
Customer.objects.bulk_create([Customer(email="x")], update_fields=["national_id"])
                                       ^^^^^ write: Customer.email
                                                                    ^^^^^^^^^^^ write: Customer.national_id
customer = Customer.objects.create(email="x")
                                   ^^^^^ write: Customer.email
customer.save(update_fields=["email"])
                              ^^^^^ write: Customer.email
`));
});

describe("attributes", () => {
  it("are read and written where the code says whose they are", () =>
    view(`
def f(customer: Customer, other: "Customer | None", rows: list[Customer]):
    customer.email = other.email
             ^^^^^ write: Customer.email
                           ^^^^^ read: Customer.email
    getattr(rows[0], "national_id")
                      ^^^^^^^^^^^ read: Customer.national_id
    print(f"{customer.national_id}")
                      ^^^^^^^^^^^ read: Customer.national_id
`));

  it("are likely where a variable or a relation is called after the entity", () =>
    view(
      `
def f(customer, data):
    send(customer.email)
                  ^^^^^ read (likely): Customer.email
    send(data.customer.national_id)
                       ^^^^^^^^^^^ read (likely): Customer.national_id
`,
      "",
    ));

  it("are told by their name alone where just one entity has it", () =>
    view(
      "def f(x):\n    print(x.national_id, x.email)\n            ^^^^^^^^^^^ read (by name): Customer.national_id\n                           ^^^^^ read (by name): Customer.email\n",
      "",
    ));

  it("belong to the user model where a request has its user", () =>
    checkUses(`
//- accounts/models.py
from django.contrib.auth.models import AbstractUser
from django.db import models

class Member(AbstractUser):
    phone_number = models.CharField(max_length=20)
//- project/settings.py
AUTH_USER_MODEL = "accounts.Member"
//- shop/views.py
from django.contrib.auth import get_user_model

User = get_user_model()

def f(request):
    request.user.phone_number = "1"
                 ^^^^^^^^^^^^ write: Member.phone_number
    User.objects.filter(phone_number="1")
                        ^^^^^^^^^^^^ lookup: Member.phone_number

class Page(View):
    def get(self):
        return self.request.user.phone_number
                                 ^^^^^^^^^^^^ read: Member.phone_number
`));

  it("are those of the entity that declares them, whoever inherits them", () =>
    checkUses(`
//- people/models.py
from django.db import models

class Person(models.Model):
    passport_number = models.CharField(max_length=9)

    class Meta:
        abstract = True
//- shop/models.py
from django.db import models
from people.models import Person

class Guest(Person):
    room = models.IntegerField()

    def shown(self):
        return self.passport_number
                    ^^^^^^^^^^^^^^^ read: Person.passport_number

Guest.objects.filter(passport_number="1")
                     ^^^^^^^^^^^^^^^ lookup: Person.passport_number
`));
});

describe("options of classes", () => {
  it("are read in models", () =>
    checkUses(`
//- shop/models.py
from django.db import models
from django.db.models.functions import Lower

class Customer(models.Model):
    email = models.EmailField()
    USERNAME_FIELD = "email"
                      ^^^^^ option: Customer.email

    class Meta:
        ordering = ["-email"]
                      ^^^^^ ordering: Customer.email
        unique_together = [("email", "id")]
                             ^^^^^ constraint: Customer.email
        constraints = [models.UniqueConstraint(Lower("email"), fields=["email"], name="email")]
                                                      ^^^^^ constraint: Customer.email
                                                                        ^^^^^ constraint: Customer.email
`));

  it("are read in models for the columns that the database computes, whatever the expression is made of", () =>
    checkUses(`
//- shop/models.py
from django.db import models
from django.db.models import F, Q, Value
from shop.functions import Slug

SHOWN = Slug(F("email"), Value("national_id"))
                ^^^^^ expression: Customer.email
                ^^^^^ expression (by name): Customer.email
class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
    shown = models.GeneratedField(expression=SHOWN, output_field=models.TextField(), db_persist=True)
    known = models.GeneratedField(expression=Q(national_id="1"), output_field=models.BooleanField(), db_persist=True)
                                               ^^^^^^^^^^^ expression: Customer.national_id
`));

  it("are read in admins, with the prefixes of search fields; of a column Django asks the model first", () =>
    view(
      `
@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ("email", "national_id")
                     ^^^^^ admin: Customer.email
                              ^^^^^^^^^^^ admin: Customer.national_id
    search_fields = ["^email", "=national_id", "orders__reference"]
                       ^^^^^ search: Customer.email
                                 ^^^^^^^^^^^ search: Customer.national_id
    fieldsets = [("All", {"fields": ["email"], "classes": ["email"]})]
                                      ^^^^^ admin: Customer.email

    def national_id(self, obj):
        return obj.email
                   ^^^^^ read: Customer.email

class OrderAdmin(admin.ModelAdmin):
    list_filter = ["customer__email"]
                    ^^^^^^^^^^^^^^^ filter: Customer.email

admin.site.register(Order, OrderAdmin)
`,
      "from django.contrib import admin\nfrom shop.models import Customer, Order",
    ));

  it("are read in forms, and in the data that they give", () =>
    view(
      `
class CustomerForm(forms.ModelForm):
    email = forms.EmailField()
    ^^^^^ form: Customer.email

    class Meta:
        model = Customer
        fields = ["email", "newsletter"]
                   ^^^^^ form: Customer.email

    def __init__(self):
        self.fields["email"].required = True
                     ^^^^^ form: Customer.email

    def clean_email(self):
        ^^^^^^^^^^^ form: Customer.email
        return self.cleaned_data["email"] or self.instance.email
                                  ^^^^^ form: Customer.email
                                                           ^^^^^ read: Customer.email

class WholeForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = "__all__"
                  ^^^^^^^ form: Customer.email
                  ^^^^^^^ form: Customer.national_id

class RestForm(forms.ModelForm):
    class Meta:
        model = Customer
        exclude = ["email"]
                  ^^^^^^^^^ form: Customer.national_id
`,
      "from django import forms\nfrom shop.models import Customer",
    ));

  it("are read in serializers, also under another name", () =>
    view(
      `
class OrderSerializer(serializers.ModelSerializer):
    contact = serializers.CharField(source="customer.email")
                                            ^^^^^^^^^^^^^^ serializer: Customer.email

    class Meta:
        model = Order
        fields = ["contact", "reference"]

class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ("national_id",)
                   ^^^^^^^^^^^ serializer: Customer.national_id

    def create(self, validated_data):
        validated_data.pop("email")
                            ^^^^^ serializer: Customer.email
`,
      "from rest_framework import serializers\nfrom shop.models import Customer, Order",
    ));

  it("are read in filters, views and types of GraphQL", () =>
    view(
      `
class OrderFilter(django_filters.FilterSet):
    who = django_filters.CharFilter(field_name="customer__email", lookup_expr="iexact")
                                                ^^^^^^^^^^^^^^^ filter: Customer.email

    class Meta:
        model = Order
        fields = {"customer__national_id": ["exact"]}
                   ^^^^^^^^^^^^^^^^^^^^^ filter: Customer.national_id

class CustomerViewSet(viewsets.ModelViewSet):
    queryset = Customer.objects.all()
    search_fields = ["email"]
                      ^^^^^ search: Customer.email

    def get_queryset(self):
        return super().get_queryset().filter(email="x")
                                             ^^^^^ lookup: Customer.email

class CustomerType(DjangoObjectType):
    class Meta:
        model = Customer
        fields = ["email"]
                   ^^^^^ graphql: Customer.email

@strawberry_django.type(Customer)
class CustomerNode:
    national_id: auto
    ^^^^^^^^^^^ graphql: Customer.national_id
`,
      "import django_filters, strawberry_django\nfrom graphene_django import DjangoObjectType\nfrom shop.models import Customer, Order",
    ));
});

describe("templates", () => {
  it("show fields of variables that are called after their entity, and of what loops go over", () =>
    checkUses(`${SHOP}//- shop/templates/shop/order.html
<p>{{ order.customer.email|default:"customer.email" }}</p>
                     ^^^^^ template (likely): Customer.email
{% for each in order.customer.orders.all %}{{ each.customer.national_id }}{% endfor %}
                                                            ^^^^^^^^^^^ template (likely): Customer.national_id
{% if customer.email %}{% trans "customer.email" %}{% endif %}
               ^^^^^ template (likely): Customer.email
{{ form.national_id.errors }}
        ^^^^^^^^^^^ template (by name): Customer.national_id
{# customer.email #}{% comment %}{{ customer.email }}{% endcomment %}
`));
});

describe("the tags of a template", () => {
  const pathsIn = (text: string): readonly string[] =>
    readTemplateUses("page.html", text, new Wanted(["email"])).uses.map(({ path }) => path.join("."));

  it("are read behind what is closed nowhere, and over several lines", () => {
    expect(pathsIn("{% if {{ customer.email }} {# {{ order.buyer.email\n}}")).toEqual(["email", "buyer.email"]);
    expect(pathsIn("{# {{ customer.email }} #}{%- set x = order.buyer -%}{{ x.email }}")).toEqual(["buyer.email"]);
  });

  it("are looked for once, however much is left open", () => {
    expect(pathsIn("{{".repeat(200_000))).toEqual([]);
    expect(pathsIn(`{% for ${" ".repeat(20_000)}%}{% with ${"a".repeat(200_000)}%}`)).toEqual([]);
  });
});

describe("the name of a person in a template", () => {
  it("is a field like any other", () =>
    checkUses(`
//- shop/models.py
from django.db import models

class Customer(models.Model):
    name = models.CharField(max_length=100)
    birth_date = models.DateField()

class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
//- shop/templates/order.html
{{ order.customer.name }}
                  ^^^^ template (likely): Customer.name
`));
});

describe("SQL", () => {
  it("is searched for columns, as whole words, of the tables that it names", () =>
    view(`
Customer.objects.raw("SELECT id, email FROM shop_customer WHERE emails = 'email'")
                                 ^^^^^ sql: Customer.email
with connection.cursor() as cursor:
    cursor.execute("UPDATE shop_customer SET national_id = %s", [1])
                                             ^^^^^^^^^^^ sql: Customer.national_id
    cursor.execute("SELECT email FROM other_table")
`));
});

describe("raw SQL", () => {
  const query = (statement: string): string => `//- crm/views.py
def f(cursor):
    cursor.execute("${statement}")`;

  it("names tables and columns as the models do that say so themselves", () =>
    checkUses(`
//- crm/models.py
from django.db import models

class Person(models.Model):
    email = models.EmailField(db_column="Mail_Addr")
    national_id = models.CharField(max_length=20)

    class Meta:
        db_table = '"crm"."people"'
${query("SELECT Mail_Addr, email FROM crm.people WHERE national_id = 1")}
                           ^^^^^^^^^ sql: Person.email
                                                                  ^^^^^^^^^^^ sql: Person.national_id
//- crm/tasks.py
def g(cursor):
    cursor.execute("SELECT national_id FROM crm_person")
`));

  it("is likely to mean a column that more than one of its tables may have", () =>
    checkUses(`
//- crm/models.py
from django.db import models

class Person(models.Model):
    national_id = models.CharField(max_length=20)

class Lead(models.Model):
    national_id = models.CharField(max_length=20)
${query("SELECT p.id FROM crm_person p JOIN old_person o ON o.id = p.id WHERE national_id = %s")}
                                                                                         ^^^^^^^^^^^ sql (likely): Person.national_id
    cursor.execute("SELECT p.id FROM crm_person p JOIN crm_lead o ON o.id = p.id WHERE p.national_id = %s")
                                                                                         ^^^^^^^^^^^ sql (likely): Person.national_id
                                                                                         ^^^^^^^^^^^ sql (likely): Lead.national_id
`));

  it("is one statement where it is written in pieces, and may name several tables", () =>
    checkUses(`
//- crm/models.py
from django.db import models

class Person(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)

class Visit(models.Model):
    at = models.DateTimeField()
//- crm/views.py
def f(cursor):
    cursor.execute(
        "SELECT email "
                ^^^^^ sql: Person.email
        "FROM crm_person "  # all of them
        "WHERE national_id = %s"
               ^^^^^^^^^^^ sql: Person.national_id
    )
    cursor.execute("SELECT " + "email" + " FROM crm_person")
                                ^^^^^ sql: Person.email
    cursor.execute("SELECT p.national_id FROM crm_visit v, crm_person AS p WHERE p.id = v.id")
                             ^^^^^^^^^^^ sql: Person.national_id
    cursor.execute("SELECT v.at FROM crm_visit v ORDER BY v.at, v.email")
`));

  it("names tables after what the app says it is called", () =>
    checkUses(`
//- crm/apps.py
from django.apps import AppConfig

class CrmConfig(AppConfig):
    name = "crm"
    label = "relations"
//- crm/models.py
from django.db import models

class Person(models.Model):
    email = models.EmailField()
${query("SELECT email FROM relations_person")}
                           ^^^^^ sql: Person.email
//- crm/tasks.py
def g(cursor):
    cursor.execute("SELECT email FROM crm_person")
`));

  it("names a column alone, by which its field is found", () =>
    checkUses(`
//- crm/models.py
from django.db import models

class Person(models.Model):
    email = models.EmailField(db_column="mail_addr")
//- crm/views.py
from django.db.models.expressions import RawSQL

def f(people):
    people.annotate(x=RawSQL("lower(mail_addr)", []), y=RawSQL("lower(email)", []))
                                    ^^^^^^^^^ sql (by name): Person.email
`));

  it("reads tables of packages", () =>
    checkUses(`
//- config/settings.py
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.sessions"]
//- manage.py
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
${query("SELECT email FROM auth_user")}
                           ^^^^^ sql: auth.User.email
//- crm/tasks.py
def g(cursor):
    cursor.execute("DELETE FROM django_session WHERE session_key = %s")
                                                     ^^^^^^^^^^^ sql: sessions.Session.session_key
`));
});

describe("what is called like a field and is none", () => {
  it.each([
    ["a key of a dictionary", 'd = {"email": 1}\nprint(d.get("email"), d["email"])\n'],
    ["an environment variable", 'import os\nos.environ.get("email")\n'],
    [
      "a column of a data frame",
      'import pandas as pd\nframe = pd.DataFrame()\nframe.filter(items=["email"])\nframe["email"]\nframe.email\n',
    ],
    ["a text in a log", 'import logging\nlogging.info("email %s", "national_id")\n'],
    ["a comment", "# customer.email\n"],
    ["a field of another model", "Order.objects.filter(email=1)\n"],
    [
      "a model of somebody else",
      "from elsewhere.models import Patient\nPatient.objects.filter(email=1)\nPatient().email\n",
    ],
    ["a setting", "from django.conf import settings\nsettings.email\n"],
    ["an attribute of a class that is no model", "class Mail:\n    def f(self):\n        return self.email\n"],
    ["a method", "import mail\nmail.email()\nCustomer().email()\n"],
    ["a parameter", "send(email=1, national_id=2)\n"],
    ["a data class", "@dataclass\nclass Row:\n    email: str\n\nRow(email='x').email\n"],
    ["an annotation of a query", "Order.objects.annotate(email=Value(1)).values('email')\n"],
    [
      "a form without a model",
      "from django import forms\nclass SearchForm(forms.Form):\n    email = forms.EmailField()\n",
    ],
    ["a method `get` of a client", 'client.get(email=1)\nrequests.get("x", email=1)\ncache.get("email")\n'],
  ])("is not %s", (_, source) => view(source));

  it("is left out in tests and migrations", () =>
    checkUses(`${SHOP}//- shop/tests/test_views.py
from shop.models import Customer
Customer.objects.filter(email="x")
//- shop/migrations/0001_initial.py
from shop.models import Customer
Customer.objects.filter(email="x")
`));
});

describe("fields of installed packages", () => {
  const SETTINGS = `
//- config/settings.py
INSTALLED_APPS = ["django.contrib.auth", "rest_framework.authtoken"]
//- manage.py
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
`;

  it("are used by the model's own name, through the user of a request, and through relations", () =>
    checkUses(`${SETTINGS}
//- shop/models.py
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

class Customer(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, related_name="buyer", on_delete=models.CASCADE)
    clerk = models.ForeignKey("auth.User", related_name="+", on_delete=models.CASCADE)
    helper = models.ForeignKey(User, related_name="+", on_delete=models.CASCADE)
//- shop/views.py
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from rest_framework.authtoken.models import Token
from shop.models import Customer

def f(request, other: User):
    send(request.user.email, other.email)
                      ^^^^^ read: auth.User.email
                                   ^^^^^ read: auth.User.email
    get_user_model().objects.filter(username="x").order_by("last_name")
                                    ^^^^^^^^ lookup: auth.User.username
                                                            ^^^^^^^^^ ordering: auth.User.last_name
    Customer.objects.filter(user__email="x", clerk__email="x", helper__email="x")
                            ^^^^^^^^^^^ lookup: auth.User.email
                                             ^^^^^^^^^^^^ lookup: auth.User.email
                                                               ^^^^^^^^^^^^^ lookup: auth.User.email
    User.objects.get(buyer__user__email="x")
                     ^^^^^^^^^^^^^^^^^^ lookup: auth.User.email
    Token.objects.get(key="x").user.email
                      ^^^ lookup: authtoken.Token.key
                                    ^^^^^ read: auth.User.email

class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email"]
                   ^^^^^ form: auth.User.email
`));

  it("are searched for by a common name only where their model is named", () =>
    checkUses(`${SETTINGS}
//- shop/views.py
def f(user, token):
    for key, value in {}.items():
        print(key, user.email, token.key)
                        ^^^^^ read (likely): auth.User.email
`));

  it("are none where the project has another model of users, or does not install them", async () => {
    const views = "//- shop/views.py\nfrom django.contrib.auth.models import User\ndef f(u: User):\n    u.email\n";
    await checkUses(`${SETTINGS.replace('"django.contrib.auth", ', "")}${views}`);
    await checkUses(`
//- config/settings.py
INSTALLED_APPS = ["django.contrib.auth"]
AUTH_USER_MODEL = "accounts.Member"
//- accounts/models.py
from django.db import models
class Member(models.Model):
    email = models.EmailField()
${views}      ^^^^^ read: Member.email
`);
  });

  it("belong to each child that inherits them, with what packages do there", async () => {
    const { files } = parseFixture(`
//- accounts/models.py
from django.contrib.auth.models import AbstractUser
from django.db import models

class Member(AbstractUser):
    pass

class Robot(AbstractUser):
    pass
//- config/settings.py
INSTALLED_APPS = ["django.contrib.auth", "accounts"]
AUTH_USER_MODEL = "accounts.Member"
//- manage.py
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
//- accounts/views.py
from .models import Member, Robot

def f(request):
    Member.objects.filter(email=request.user.email)
    Robot.objects.order_by("email")
`);
    const workspace = await readWorkspace(files);
    const kinds = (path: string, model: string): unknown => {
      const known = workspace.uses.known(path, model, "email")!;
      return [known.uses.map(({ use }) => use.kind), known.byPackages.map(({ package: name }) => name)];
    };
    expect(kinds("accounts/models.py", "Member")).toEqual([["lookup", "read"], ["django"]]);
    expect(kinds("accounts/models.py", "Robot")).toEqual([["ordering"], []]);
    expect(kinds("django/contrib/auth/models.py", "AbstractUser")).toEqual([
      ["lookup", "read", "ordering"],
      ["django"],
    ]);
  });
});

describe("what packages do with a field", () => {
  const ACCOUNTS = `
//- accounts/models.py
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

class Member(AbstractBaseUser):
    email = models.EmailField(unique=True)
    phone_number = models.CharField(max_length=20, unique=True)
    USERNAME_FIELD = "phone_number"
    EMAIL_FIELD = "email"
//- config/settings.py
AUTH_USER_MODEL = "accounts.Member"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.admin", "social_django", "accounts"]
//- manage.py
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
//- requirements.txt
django
djangorestframework-simplejwt
social-auth-app-django
`;

  /** `package on field: how it compares` of both fields. */
  async function packagesIn(source: string): Promise<readonly string[]> {
    const workspace = await readWorkspace(parseFixture(source).files);
    return ["email", "phone_number"].flatMap((field) =>
      workspace.uses
        .known("accounts/models.py", "Member", field)!
        .byPackages.map((use) => `${use.package} ${field} ${use.lookup ?? "?"}`),
    );
  }

  it("is known for the address and the name of the user model, where the package is installed", async () => {
    expect(await packagesIn(ACCOUNTS)).toEqual([
      "django email iexact",
      "social-auth-app-django email iexact",
      "django phone_number exact",
      "django phone_number exact",
      "django phone_number exact",
      "social-auth-app-django phone_number exact",
      "djangorestframework-simplejwt phone_number exact",
    ]);
  });

  it.each([
    ["django-allauth", "allauth.account", ["email ?", "phone_number iexact"]],
    ["djoser", "djoser", ["email exact"]],
    ["social-auth-app-django", "social_django", ["email iexact", "phone_number exact"]],
    ["djangorestframework-simplejwt", "rest_framework_simplejwt", ["phone_number exact"]],
    ["django-guardian", "guardian", ["phone_number exact"]],
    ["dj-rest-auth", "dj_rest_auth", ["email iexact"]],
  ])("is known of %s, where the project has it", async (name, app, expected) => {
    const source = ACCOUNTS.replace('"social_django"', `"${app}"`).replace(
      /djangorestframework-simplejwt\n[^]*$/,
      `${name}\n`,
    );
    const found = (await packagesIn(source)).filter((each) => !each.startsWith("django "));
    expect(found).toEqual(expected.map((each) => `${name} ${each}`));
    const without = (await packagesIn(source.replace(`${name}\n`, ""))).filter((each) => !each.startsWith("django "));
    expect(without).toEqual([]);
  });

  it("does not happen without the app, nor to another model", async () => {
    expect(await packagesIn(ACCOUNTS.replace('"django.contrib.auth", ', "").replace('"social_django", ', ""))).toEqual([
      "djangorestframework-simplejwt phone_number exact",
    ]);
    const elsewhere = ACCOUNTS.replace("AbstractBaseUser)", "models.Model)").replace(
      '"accounts.Member"',
      '"auth.User"',
    );
    expect(await packagesIn(elsewhere)).toEqual([]);
  });

  it("hangs on forms, serializers and admins where these make sure that a value is free, or search for it", async () => {
    const forms =
      `${ACCOUNTS.replace('"django.contrib.auth", ', "").replace('"social_django", ', "")}djangorestframework
//- accounts/admin.py
from django import forms
from django.contrib import admin
from rest_framework import serializers
from .models import Member

class MemberForm(forms.ModelForm):
    class Meta:
        model = Member
        fields = ["email"]

class MemberSerializer(serializers.ModelSerializer):
    class Meta:
        model = Member
        fields = ["email"]

@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    search_fields = ["phone_number"]
`.replace('"accounts"]', '"accounts", "rest_framework"]');
    expect(await packagesIn(forms)).toEqual([
      "django email exact",
      "djangorestframework email exact",
      "django phone_number ?",
      "djangorestframework-simplejwt phone_number exact",
    ]);
  });
});
