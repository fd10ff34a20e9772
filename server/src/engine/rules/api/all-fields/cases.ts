import type { RuleCases } from "../../cases.ts";
import { beside } from "../caseModels.ts";

const ID = "api/all-fields";

export const cases: RuleCases = {
  positive: [
    {
      name: "all fields with an annotation, of what all relations lead to, and of a schema that a call makes",
      source: beside(
        "serializers.py",
        `
from ninja.orm import create_schema
from rest_framework import serializers
from .models import Customer, Order
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields: str = "__all__"
                       ^^^^^^^ ${ID}: \`fields = "__all__"\` of \`A\` gives \`Customer.api_key\`

class B(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude: list[str] = ["email"]
                             ^^^^^^^^^ ${ID}: \`exclude\` of \`B\` gives \`Customer.api_key\`

class C(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = "__all__"
        depth = 1
                ^ ${ID}: \`depth\` of \`C\` gives \`Customer.api_key\`

Made = create_schema(Customer)
                     ^^^^^^^^ ${ID}: \`create_schema\`, which names no fields, gives \`Customer.api_key\`
`,
      ),
    },
    {
      name: "a remark within what is excluded",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
HIDDEN = [
    "email",  # of persons
    "national_id",
]
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = HIDDEN
                  ^^^^^^ ${ID}: \`exclude\` of \`A\` gives \`Customer.api_key\`
`,
      ),
    },
    {
      name: "decorators of strawberry, and what Config of a schema says",
      source: beside(
        "schema.py",
        `
import strawberry_django
from ninja import ModelSchema
from .models import Customer
@strawberry_django.type(Customer, fields="__all__")
                                          ^^^^^^^ ${ID}: \`fields = "__all__"\` of \`A\` gives \`Customer.api_key\`
class A: pass

@strawberry_django.type(Customer, exclude=["email"])
                                          ^^^^^^^^^ ${ID}: \`exclude\` of \`B\` gives \`Customer.api_key\`
class B: pass

class C(ModelSchema):
    class Config:
        model = Customer
        model_fields = "__all__"
                        ^^^^^^^ ${ID}: \`model_fields = "__all__"\` of \`C\` gives \`Customer.api_key\`

class D(ModelSchema):
    class Config:
        model = Customer
        model_exclude = ["email"]
                        ^^^^^^^^^ ${ID}: \`model_exclude\` of \`D\` gives \`Customer.api_key\`
`,
      ),
    },
    {
      name: "all fields, and all but some",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = "__all__"
                  ^^^^^^^ ${ID}: \`fields = "__all__"\` of \`CustomerSerializer\` gives \`Customer.api_key\`, \`Customer.national_id\`, \`Customer.email\`

class PublicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = ["api_key", "national_id"]
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\` (an e-mail address, confidential)

class StaffSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = ["api_key"]
                  ^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
        read_only_fields = ["national_id"]
`,
      ),
    },
    {
      name: "all fields, of which one is given under another name as well: told once",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    key = serializers.CharField(source="api_key")

    class Meta:
        model = Customer
        fields = "__all__"
                  ^^^^^^^ ${ID}: \`Customer.api_key\`, \`Customer.national_id\`
`,
      ),
    },
    {
      name: "all fields of what a relation leads to, and by the constant for all",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["reference", "customer"]
        depth = 1
                ^ ${ID}: \`depth\` of \`OrderSerializer\` gives \`Customer.api_key\`

class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = serializers.ALL_FIELDS
                 ^^^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.api_key\`
`,
      ),
    },
    {
      name: "schemas of django-ninja",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
from ninja import ModelSchema

class CustomerOut(ModelSchema):
    class Meta:
        model = Customer
        fields = "__all__"
                  ^^^^^^^ ${ID}: \`CustomerOut\` gives \`Customer.api_key\`
`,
      ),
    },
    {
      name: "types of GraphQL, which have all fields where nothing is said",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
from graphene_django import DjangoObjectType

class CustomerType(DjangoObjectType):
    class Meta:
        model = Customer
                ^^^^^^^^ ${ID}: \`CustomerType\`, which names no fields, gives \`Customer.api_key\`

class OtherType(DjangoObjectType):
    class Meta:
        model = Customer
        exclude = ("email", "api_key")
                  ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`Customer.national_id\`
`,
      ),
    },
  ],
  negative: [
    {
      name: "fields that are chosen, and what is never given",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
from graphene_django import DjangoObjectType

class CustomerType(DjangoObjectType):
    class Meta:
        model = Customer
        fields = ("id", "newsletter")

class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "newsletter"]

class ShortSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = ["email", "national_id", "api_key"]

class EntrySerializer(serializers.ModelSerializer):
    api_key = serializers.CharField(write_only=True)

    class Meta:
        model = Customer
        fields = "__all__"
        extra_kwargs = {"email": {"write_only": True}, "national_id": {"write_only": True}}
`,
      ),
    },
  ],
  trap: [
    {
      name: "what decorators and Config leave out",
      source: beside(
        "schema.py",
        `
import strawberry_django
from ninja import ModelSchema
from .base import SECRETS
from .models import Customer
@strawberry_django.type(Customer, exclude=["email", "national_id", "api_key"])
class A: pass

@strawberry_django.type(Customer, exclude=SECRETS)
class B: pass

@strawberry_django.input(Customer, fields="__all__")
class C: pass

class D(ModelSchema):
    class Config:
        model = Customer
        model_exclude = ["email", "national_id", "api_key"]
`,
      ),
    },
    {
      name: "what is excluded elsewhere, or by another option",
      source: beside(
        "serializers.py",
        `
import graphene
from graphene_django import DjangoObjectType
from rest_framework import serializers
from .base import SECRETS
from .models import Customer
class A(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = SECRETS

class B(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = A.Meta.exclude + ["newsletter"]

OWN = ["email", "national_id", "api_key"]

class C(serializers.ModelSerializer):
    class Meta:
        model = Customer
        exclude = OWN

class D(DjangoObjectType):
    class Meta:
        model = Customer
        exclude_fields = ("email", "national_id", "api_key")
`,
      ),
    },
    {
      name: "models without such fields, and fields that a method makes",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = "__all__"

class CustomerSerializer(serializers.ModelSerializer):
    email = serializers.SerializerMethodField()
    national_id = serializers.SerializerMethodField()
    api_key = serializers.HiddenField(default="")

    class Meta:
        model = Customer
        fields = "__all__"

    def get_email(self, customer):
        return "…"
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason at the option",
      source: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer, Order
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        # fieldguard: ignore[${ID}] only the office asks
        fields = "__all__"
                  ^^^^^^^ ${ID} (suppressed): Customer.api_key
`,
      ),
    },
  ],
  fixed: [
    {
      name: "all fields but the one that nobody needs",
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
        fields = "__all__"
`,
      ),
      after: `
//- shop/serializers.py

from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = [
            "id",
            "newsletter",
            # Sensitive: delete what nobody needs.
            "email",
            "national_id",
        ]
`,
    },
    {
      name: "all fields, of which one is only taken",
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
        fields = "__all__"
        extra_kwargs = {
            "email": {"required": False},
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
        fields = "__all__"
        extra_kwargs = {
            "email": {"required": False},
            "api_key": {"write_only": True},
        }
`,
    },
    {
      name: "all fields become those that there are",
      fix: "name-fields",
      field: "CustomerSerializer",
      before: beside(
        "serializers.py",
        `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = "__all__"  # for now
        read_only_fields = ["id"]
`,
      ),
      after: `
//- shop/serializers.py

from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = [
            "id",
            "newsletter",
            # Sensitive: delete what nobody needs.
            "email",
            "national_id",
            "api_key",
        ]  # for now
        read_only_fields = ["id"]
`,
    },
  ],
};
