import type { RuleCases } from "../../cases.ts";
import { beside } from "../caseModels.ts";

const ID = "api/readable-secret";

/** Each inherits from the two before it. */
const WOVEN = Array.from({ length: 40 }, (_, at) => `class C${at + 2}(C${at + 1}, C${at}): pass\n`).join("");

export const cases: RuleCases = {
  positive: [
    {
      name: "lists without parentheses, with an annotation, and what is added to them",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = "id", "api_key"
                        ^^^^^^^ ${ID}: \`A\` gives \`Customer.api_key\`

class B(serializers.ModelSerializer):
    class Meta:
        model: type = Customer
        fields: list[str] = ["id", "api_key"]
                                    ^^^^^^^ ${ID}: \`B\` gives \`Customer.api_key\`

class C(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id"]
        fields += ["api_key"]
                    ^^^^^^^ ${ID}: \`C\` gives \`Customer.api_key\`
`,
      ),
    },
    {
      name: "lists of decorators and of Config",
      source: beside(
        "schema.py",
        `
import strawberry_django
from ninja import ModelSchema
from .models import Customer
@strawberry_django.type(Customer, fields=["id", "api_key"])
                                                 ^^^^^^^ ${ID}: \`A\` gives \`Customer.api_key\`
class A: pass

class B(ModelSchema):
    class Config:
        model = Customer
        model_fields = ["id", "api_key"]
                               ^^^^^^^ ${ID}: \`B\` gives \`Customer.api_key\`
`,
      ),
    },
    {
      name: "classes that are called the same in others",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class ListView:
    class Output(serializers.ModelSerializer):
        class Meta:
            model = Customer
            fields = ["id", "api_key"]
                             ^^^^^^^ ${ID}: \`ListView.Output\` gives

class DetailView:
    class Output(serializers.ModelSerializer):
        class Meta:
            model = Customer
            fields = ["id", "api_key"]
                             ^^^^^^^ ${ID}: \`DetailView.Output\` gives
`,
      ),
    },
    {
      name: "classes that inherit in any number of ways",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class C0(serializers.ModelSerializer): pass
class C1(C0): pass
${WOVEN}
class CustomerSerializer(C40, C41):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`Customer.api_key\`
`,
      ),
    },
    {
      name: "a key among the fields",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`CustomerSerializer\` gives \`Customer.api_key\`
        read_only_fields = ["api_key"]
`,
      ),
    },
    {
      name: "a field that is declared",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class CustomerSerializer(serializers.ModelSerializer):
    key = serializers.CharField(source="api_key")
                                        ^^^^^^^ ${ID}: \`Customer.api_key\`

    class Meta:
        model = Customer
        fields = ["id", "newsletter"]
`,
      ),
    },
    {
      name: "a field that no depth opens, as it is no relation, and one that is read where it is represented",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`A\` gives \`Customer.api_key\`
        depth = 1

class B(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`B\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        data["key"] = data["api_key"] == ""
        return data
`,
      ),
    },
    {
      name: "what is given all the same where an object is represented: changed, under a condition, under another name",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class R0(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R0\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        data["api_key"] = data["api_key"].upper()
        return data

class R1(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R1\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        data["api_key"] = customer.api_key
        return data

class R2(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R2\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        if self.context.get("anonymous"):
            data.pop("api_key")
        return data

class R3(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R3\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        if self.context.get("full"):
            return data
        data.pop("api_key")
        return data

class R4(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R4\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        key = data.pop("api_key")
        data["key"] = key
        return data

class R5(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R5\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        other = dict(data)
        del other["api_key"]
        return data

class R6(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`R6\` gives \`Customer.api_key\`

    def to_representation(self, customer):
        data = super().to_representation(customer)
        data["key"] = customer.api_key
        data.pop("api_key")
        return data
`,
      ),
    },
    {
      name: "what does not hold for the field: options of a base's Meta, or for a declared field, and an old option",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id"]
        extra_kwargs = {"api_key": {"write_only": True}}

class B(A):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`B\` gives \`Customer.api_key\`

class C(serializers.ModelSerializer):
    api_key = serializers.CharField()
    ^^^^^^^ ${ID}: \`C\` gives \`Customer.api_key\`

    class Meta:
        model = Customer
        fields = ["id", "api_key"]
        extra_kwargs = {"api_key": {"write_only": True}}

class D(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
                         ^^^^^^^ ${ID}: \`D\` gives \`Customer.api_key\`
        write_only_fields = ["api_key"]
`,
      ),
    },
  ],
  negative: [
    {
      name: "what is taken and never given",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
        extra_kwargs = {"api_key": {"write_only": True}}
`,
      ),
    },
  ],
  trap: [
    {
      name: "members that stand for something else, or are only taken, and options that are put together",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
import strawberry_django
from strawberry import auto
from .base import EXTRA, SafeSerializer
from .models import Customer
class A(serializers.ModelSerializer):
    key = serializers.CharField(source="api_key", write_only=True)

    class Meta:
        model = Customer
        fields = ["id", "key"]

class B(serializers.ModelSerializer):
    api_key = serializers.CharField(source="get_masked_key")

    class Meta:
        model = Customer
        fields = ["id", "api_key"]

class C(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
        extra_kwargs = EXTRA

class D(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
        extra_kwargs = dict(api_key={"write_only": True})

class E(SafeSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]

@strawberry_django.input(Customer)
class F:
    api_key: auto
`,
      ),
    },
    {
      name: "what a person enters, and what is made by a method",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class LoginSerializer(serializers.Serializer):
    api_key = serializers.CharField()

class CustomerSerializer(serializers.ModelSerializer):
    api_key = serializers.SerializerMethodField()

    class Meta:
        model = Customer
        fields = ["id", "api_key"]

    def get_api_key(self, customer):
        return "…"
`,
      ),
    },
    {
      name: "what is masked or left out where an object is represented",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]

    def to_representation(self, customer):
        data = super().to_representation(customer)
        data["api_key"] = data["api_key"][-4:]
        return data

class B(A):
    class Meta(A.Meta):
        fields = ["id", "email", "api_key"]

class C(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]

    def to_representation(self, customer):
        data = super().to_representation(customer)
        data.pop("api_key", None)
        return data
`,
      ),
    },
    {
      name: "fields of a class of the project's own, and mutations",
      source: beside(
        "serializers.py",
        `
import graphene
from graphene_django.forms.mutation import DjangoModelFormMutation
from rest_framework import serializers
from .fields import EncryptedField
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    api_key = EncryptedField(max_length=64)

    class Meta:
        model = Customer
        fields = ["id", "api_key"]

class CreateCustomer(DjangoModelFormMutation):
    api_key = graphene.String()

    class Meta:
        model = Customer
        exclude = ["email"]
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]  # fieldguard: ignore[${ID}] shown once, to its owner
                         ^^^^^^^ ${ID} (suppressed): Customer.api_key
`,
      ),
    },
  ],
  fixed: [
    {
      name: "a field of the list that clients still set",
      fix: "write-only",
      field: "CustomerSerializer",
      before: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
`,
      ),
      after: `
//- shop/serializers.py

from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
        extra_kwargs = {"api_key": {"write_only": True}}
`,
    },
    {
      name: "options that there are already",
      fix: "write-only",
      field: "CustomerSerializer",
      before: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ['id', 'api_key']
        extra_kwargs = {
            'id': {'read_only': True},  # given by us
            'api_key': {'min_length': 8},
        }
`,
      ),
      after: `
//- shop/serializers.py

from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ['id', 'api_key']
        extra_kwargs = {
            'id': {'read_only': True},  # given by us
            'api_key': {'min_length': 8, 'write_only': True},
        }
`,
    },
    {
      name: "a field that is declared under another name",
      fix: "write-only",
      field: "CustomerSerializer",
      before: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    key = serializers.CharField(source="api_key")

    class Meta:
        model = Customer
        fields = ["id", "key"]
`,
      ),
      after: `
//- shop/serializers.py

from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    key = serializers.CharField(source="api_key", write_only=True)

    class Meta:
        model = Customer
        fields = ["id", "key"]
`,
    },
    {
      name: "a field of the list that nobody needs",
      fix: "hide-field",
      field: "CustomerSerializer",
      before: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "api_key"]
`,
      ),
      after: `
//- shop/serializers.py

from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id"]
`,
    },
  ],
};
