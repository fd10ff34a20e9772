import { isDeepStrictEqual } from "node:util";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { environmentWith } from "../environment.ts";
import type { Results } from "../results.ts";

/** Fixes for classes that show fields: what an API tells of itself is the same before and after, but for the field that is hidden. */
export function shownClasses(_python: string, results: Results): void {
  const python = environmentWith({
    folder: ".venvs/apis",
    interpreter: "python3",
    requirements: ["requirements/apis.txt"],
  });
  const project = new DjangoProject(python, FILES, { settings: SETTINGS });
  project.migrate();
  const before = shownBy(project);
  naive(project, before, results);

  const all = ALL.join(",");
  mustSucceed(project.applyFix("name-fields", [all]), "name-fields");
  const named = project.read("vault/classes.py");
  const after = shownBy(project);
  for (const framework of Object.keys(before))
    results.attempt(`classes: what ${framework} shows is the same when its fields are named`, () => {
      mustBe(after[framework], before[framework]);
    });
  works(project, "when fields are named", results);

  mustSucceed(
    project.applyFix(
      "hide-field",
      HIDDEN.map((name) => `${name}:national_id`),
    ),
    "hide-field",
  );
  const hidden = shownBy(project);
  results.attempt("classes: a field that is hidden is the only one that is gone", () => {
    mustBe(hidden.rest, without(before.rest, "PublicCustomer", "national_id"));
    mustBe(hidden.ninja, without(before.ninja, "CustomerOut", "national_id"));
    mustBe(hidden.graphene, before.graphene);
    mustBe(hidden.strawberry, before.strawberry);
    const { MemberForm, ...others } = before.forms as Readonly<Record<string, readonly string[]>>;
    mustBe(hidden.forms, { ...others, MemberForm: MemberForm!.filter((name) => name !== "national_id") });
  });
  results.attempt("classes: nothing says “all” any more", () => {
    const { output } = project.fieldguard("scan", "--quiet", "--fail-on", "never", ".");
    if (/api\/(?:form-)?all-fields|admin\/export-all-fields/.test(output)) throw new Error(output);
  });

  mustSucceed(project.applyFix("write-only", ["CustomerSerializer:api_key"]), "write-only");
  results.attempt("classes: what clients only set is taken still, and given no more", () => {
    const [taken, given] = posted(project);
    if (taken !== "key-1" || given.includes("api_key")) throw new Error(JSON.stringify([taken, given]));
  });
  works(project, "when fields are hidden, or only taken", results);
  results.attempt("classes: a second time nothing is left to name", () => {
    if (!named.includes("# Sensitive")) throw new Error(named);
    const { code, output } = project.applyFix("name-fields", ["CustomerSerializer"]);
    if (code !== 2) throw new Error(output);
  });
}

/** What people do by hand. */
function naive(project: DjangoProject, before: Shown, results: Results): void {
  const source = project.read("vault/classes.py");
  const first = 'model = Customer\n        fields = "__all__"';
  const change = (list: readonly string[]): void => {
    const fields = `model = Customer\n        fields = ${JSON.stringify(list)}`;
    project.write({ "vault/classes.py": source.replace(first, fields) });
  };
  const declared = ["name", "email", "national_id", "api_key", "referrer", "internal", "shout"];
  results.attempt("naive classes: the fields that the model's class declares change the API", () => {
    change(declared);
    if (isDeepStrictEqual(sorted(shownBy(project).rest), sorted(before.rest))) throw new Error("it is the same");
  });
  results.attempt("naive classes: a field that is taken off the list is set no more", () => {
    change(declared.filter((name) => name !== "api_key"));
    const [taken] = posted(project);
    if (taken !== "") throw new Error(`it is ${JSON.stringify(taken)}`);
  });
  project.write({ "vault/classes.py": source });
}

function works(project: DjangoProject, when: string, results: Results): void {
  results.attempt(`classes: check passes and the project's own tests do, ${when}`, () => {
    mustSucceed(project.manage("test", "vault", "-v0"), "test");
  });
}

type Shown = Readonly<Record<string, unknown>>;

function shownBy(project: DjangoProject): Shown {
  const outcome = project.run(["shown_classes.py"]);
  mustSucceed(outcome, "shown_classes.py");
  return JSON.parse(outcome.output.trim().split("\n").at(-1)!) as Shown;
}

/** What is stored of the key that a client sends, and what it gets back. */
function posted(project: DjangoProject): readonly [taken: string, given: readonly string[]] {
  const script = [
    "import os, json, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup()",
    "from vault.classes import CustomerSerializer as S",
    "s = S(data={'name': 'A', 'email': 'a@example.com', 'national_id': '1', 'api_key': 'key-1', 'tags': []}); s.is_valid(raise_exception=True)",
    "c = s.save(); print(json.dumps([c.api_key, list(s.data)]))",
  ].join("; ");
  const outcome = project.run(["-c", script]);
  mustSucceed(outcome, "a request");
  return JSON.parse(outcome.output.trim().split("\n").at(-1)!) as [string, string[]];
}

/** A schema without one property of a component. */
function without(schema: unknown, component: string, property: string): unknown {
  const copy = structuredClone(schema) as {
    components: { schemas: Record<string, { properties: Record<string, unknown>; required?: string[] }> };
  };
  const { schemas } = copy.components;
  for (const [name, each] of Object.entries(schemas)) {
    if (!name.endsWith(component)) continue;
    each.properties = Object.fromEntries(Object.entries(each.properties).filter(([key]) => key !== property));
    if (each.required) each.required = each.required.filter((required) => required !== property);
  }
  return copy;
}

function mustBe(found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(sorted(found), sorted(expected))) return;
  throw new Error(`it is not the same:\n${JSON.stringify(sorted(found))}\n${JSON.stringify(sorted(expected))}`);
}

/** Lists of names in one order: the one in which a framework gives fields says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.every((item) => typeof item === "string") ? items.sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sorted(each)]));
}

const ALL = [
  "CustomerSerializer",
  "PublicCustomerSerializer",
  "MemberSerializer",
  "CustomerOut",
  "MemberOut",
  "CustomerNode",
  "MemberNode",
  "OrderNode",
  "CustomerType",
  "CustomerForm",
  "CustomerResource",
  "CustomerFilter",
];

const HIDDEN = ["PublicCustomerSerializer", "CustomerOut", "MemberForm"];

const SETTINGS = `INSTALLED_APPS += ["rest_framework", "drf_spectacular", "graphene_django", "import_export"]
ROOT_URLCONF = "vault.urls"
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
`;

const FILES = {
  "fieldguard.yml": "profile: strict\n",
  "vault/models.py": `${dedent(`
    from django.db import models


    class Stamped(models.Model):
        created = models.DateTimeField(auto_now_add=True)

        class Meta:
            abstract = True


    class Tag(models.Model):
        label = models.CharField(max_length=20)


    class Customer(Stamped):
        name = models.CharField(max_length=40)
        email = models.EmailField()
        national_id = models.CharField(max_length=20)
        api_key = models.CharField(max_length=64)
        tags = models.ManyToManyField(Tag, blank=True, related_name="customers")
        referrer = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="referred")
        internal = models.CharField(max_length=10, editable=False, default="x")


    class Member(Customer):
        number = models.IntegerField()


    class Order(models.Model):
        customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
        access_token = models.CharField(max_length=64)
  `)}\n`,
  "vault/classes.py": `${dedent(`
    import django_filters
    import graphene
    import strawberry
    import strawberry_django
    from django import forms
    from graphene_django import DjangoObjectType
    from import_export import resources
    from ninja import ModelSchema, NinjaAPI
    from rest_framework import serializers, viewsets

    from .models import Customer, Member, Order, Tag


    class CustomerSerializer(serializers.ModelSerializer):
        shout = serializers.SerializerMethodField()

        class Meta:
            model = Customer
            fields = "__all__"

        def get_shout(self, customer) -> str:
            return customer.name.upper()


    class PublicCustomerSerializer(serializers.ModelSerializer):
        class Meta:
            model = Customer
            exclude = ("api_key", "internal")


    class MemberSerializer(CustomerSerializer):
        class Meta:
            model = Member
            fields = serializers.ALL_FIELDS


    class CustomerViewSet(viewsets.ModelViewSet):
        queryset = Customer.objects.all()
        serializer_class = CustomerSerializer


    class PublicViewSet(viewsets.ModelViewSet):
        queryset = Customer.objects.all()
        serializer_class = PublicCustomerSerializer


    class MemberViewSet(viewsets.ModelViewSet):
        queryset = Member.objects.all()
        serializer_class = MemberSerializer


    class CustomerOut(ModelSchema):
        shout: str = ""

        class Meta:
            model = Customer
            fields = "__all__"


    class MemberOut(ModelSchema):
        class Meta:
            model = Member
            exclude = ["internal"]


    ninja_api = NinjaAPI()


    @ninja_api.get("/customers", response=list[CustomerOut])
    def customers(request):
        return Customer.objects.all()


    @ninja_api.get("/members", response=list[MemberOut])
    def members(request):
        return Member.objects.all()


    class TagNode(DjangoObjectType):
        class Meta:
            model = Tag
            fields = "__all__"


    class CustomerNode(DjangoObjectType):
        class Meta:
            model = Customer


    class MemberNode(DjangoObjectType):
        class Meta:
            model = Member  # with all that customers have
            exclude = ["internal"]


    class OrderNode(DjangoObjectType):
        class Meta:
            model = Order
            fields = "__all__"


    class Query(graphene.ObjectType):
        customers = graphene.List(CustomerNode)
        members = graphene.List(MemberNode)


    graphene_schema = graphene.Schema(query=Query, types=[TagNode, OrderNode])


    @strawberry_django.type(Customer, fields="__all__")
    class CustomerType:
        pass


    @strawberry.type
    class Root:
        customers: list[CustomerType] = strawberry_django.field()


    strawberry_schema = strawberry.Schema(query=Root)


    class CustomerForm(forms.ModelForm):
        again = forms.CharField()

        class Meta:
            model = Customer
            fields = '__all__'


    class MemberForm(forms.ModelForm):
        class Meta:
            model = Member
            exclude = []


    class CustomerResource(resources.ModelResource):
        class Meta:
            model = Customer


    class CustomerFilter(django_filters.FilterSet):
        class Meta:
            model = Customer
            fields = "__all__"
  `)}\n`,
  "vault/urls.py": `${dedent(`
    from django.urls import include, path
    from rest_framework.routers import DefaultRouter

    from . import classes

    router = DefaultRouter()
    router.register("customers", classes.CustomerViewSet, basename="customers")
    router.register("public", classes.PublicViewSet, basename="public")
    router.register("members", classes.MemberViewSet, basename="members")
    urlpatterns = [path("", include(router.urls)), path("ninja/", classes.ninja_api.urls)]
  `)}\n`,
  "vault/tests.py": `${dedent(`
    from rest_framework.test import APITestCase

    from .classes import CustomerForm, CustomerResource
    from .models import Customer


    class ClassesTest(APITestCase):
        data = {"name": "A", "email": "a@example.com", "national_id": "1", "api_key": "k"}

        def test_api(self):
            made = self.client.post("/customers/", self.data).json()
            self.assertEqual(Customer.objects.get(pk=made["id"]).api_key, "k")
            self.assertEqual(made["shout"], "A")
            self.assertEqual(self.client.get("/ninja/customers").status_code, 200)

        def test_form_and_export(self):
            self.assertTrue(CustomerForm({**self.data, "again": "A"}).is_valid())
            Customer.objects.create(**self.data)
            self.assertEqual(len(CustomerResource().export()), 1)
  `)}\n`,
};
