import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { applyPlan, planForClass } from "../../../../../test/support/fixes.ts";
import { beside } from "../../rules/api/caseModels.ts";
import { isRefusal } from "../model.ts";

const META = "    class Meta:\n        model = Customer\n";
const HEAD = `
from rest_framework import serializers
from .models import Customer
class CustomerSerializer(serializers.ModelSerializer):
`;

interface Planned {
  readonly text: string;
  /** Notes, or the reason against it. */
  readonly told: string;
}

async function planned(fix: string, body: string, others = ""): Promise<Planned> {
  const { files } = parseFixture(`${beside("serializers.py", HEAD + body)}\n${others}`);
  const plan = await planForClass(files, fix, "CustomerSerializer:api_key");
  if (isRefusal(plan)) return { text: "", told: plan.because };
  return { text: applyPlan(files, plan).get("shop/serializers.py")!, told: plan.notes.join("\n") };
}

describe("hiding a field", () => {
  it("says what is made without it then, and who else uses it", async () => {
    const tests = '//- shop/tests/test_api.py\ndef test(client):\n    client.post("/", {"api_key": 1})\n';
    const { told } = await planned("hide-field", `${META}        fields = ["id", "api_key"]\n`, tests);
    expect(told).toContain("cannot set `api_key` any more, which has no default");
    expect(told).toContain("tests (shop/tests/test_api.py:2)");
  });

  it("is not on offer where the class declares the field, gives it under another name or asks for it", async () => {
    const fields = `${META}        fields = ["id", "api_key"]\n`;
    const declared = await planned("hide-field", `    api_key = serializers.CharField()\n\n${fields}`);
    expect(declared.told).toContain("declares `api_key` itself");
    const other = `    key = serializers.CharField(source="api_key")\n\n${META}        fields = ["id", "api_key", "key"]\n`;
    expect((await planned("hide-field", other)).told).toContain("under another name as well (line 5)");
    const asked = `${fields}\n    def create(self, validated_data):\n        return issue(validated_data.pop("api_key"))\n`;
    expect((await planned("hide-field", asked)).told).toContain("serializers.py:10 asks");
  });

  it("is not on offer where code of the class, of a base or of who makes one names the field", async () => {
    const fields = `${META}        fields = ["id", "api_key"]\n`;
    const asking = [
      `${fields}\n    def __init__(self, *args, **kwargs):\n        for name in ("api_key", "email"):\n            self.fields[name].required = False\n`,
      `${fields}        validators = [serializers.UniqueTogetherValidator(queryset=None, fields=["id", "api_key"])]\n`,
      `${fields}\n    def to_representation(self, instance):\n        rep = super().to_representation(instance)\n        rep["tail"] = rep["api_key"][-4:]\n        return rep\n`,
      `${fields}\ndef issue(data):\n    made = CustomerSerializer(data=data)\n    return made.validated_data["api_key"]\n`,
    ];
    for (const body of asking) expect((await planned("hide-field", body)).told).toContain("for `api_key`");
    const form = `
from django import forms
from .models import Customer
class Required:
    def clean(self):
        return self.cleaned_data["api_key"]
class CustomerForm(Required, forms.ModelForm):
${META}        fields = "__all__"
`;
    const { files } = parseFixture(beside("forms.py", form));
    const plan = await planForClass(files, "hide-field", "CustomerForm:api_key");
    expect(isRefusal(plan) && plan.because).toContain("shop/forms.py:6 asks");
    const elsewhere = parseFixture(
      `//- fieldguard.yml
profile: strict
${beside("forms.py", form.replace(/class Required:[^]*(?=class C)/, "from .base import Required\n"))}
//- shop/base.py
class Required:
    def clean(self):
        return self.cleaned_data["api_key"]
`,
    );
    const other = await planForClass(elsewhere.files, "hide-field", "CustomerForm:api_key");
    expect(isRefusal(other) && other.because).toContain("shop/base.py:3 asks");
  });

  it("is not on offer where an heir asks for the field, or a condition chooses the list", async () => {
    const fields = `${META}        fields = ["id", "api_key"]\n`;
    const heir = `${fields}\nclass Heir(CustomerSerializer):\n    def __init__(self, *args):\n        self.fields["api_key"].required = False\n`;
    expect((await planned("hide-field", heir)).told).toContain("serializers.py:11 asks");
    const branches = `${META}        if DEBUG:\n            fields = ["id", "api_key"]\n        else:\n            fields = ["email", "api_key"]\n`;
    expect((await planned("hide-field", branches)).told).toContain("not edited here");
    const only = `${fields}\nclass Heir(CustomerSerializer):\n    class Meta(CustomerSerializer.Meta):\n        read_only_fields = ["api_key"]\n`;
    expect((await planned("write-only", only)).told).toContain("serializers.py:11 asks");
    const own = `${fields}\nclass Heir(CustomerSerializer):\n    class Meta:\n        model = Customer\n        fields = ["api_key"]\n`;
    expect((await planned("write-only", own)).text).toContain('"write_only": True');
  });

  it("takes no harm from options for a field that is not there, nor from remarks", async () => {
    const options = `${META}        fields = ["id", "api_key"]\n        read_only_fields = ["api_key"]\n        # not "api_key"\n`;
    const { text } = await planned("hide-field", options);
    expect(text).toContain('fields = ["id"]\n');
  });

  it("is not on offer where nothing would be left", async () => {
    expect((await planned("hide-field", `${META}        fields = ["api_key"]\n`)).told).toContain("the only field");
  });
});

describe("taking a field and giving it to nobody", () => {
  const fields = `${META}        fields = ["id", "api_key"]\n`;

  it("puts it where the class says something of the field already", async () => {
    const called = await planned("write-only", `    api_key = serializers.CharField()\n\n${fields}`);
    expect(called.text).toContain("    api_key = serializers.CharField(write_only=True)\n");
    const said = await planned("write-only", `${fields}        extra_kwargs = {"api_key": {"write_only": False}}\n`);
    expect(said.text).toContain('        extra_kwargs = {"api_key": {"write_only": True}}\n');
    const empty = await planned("write-only", `${fields}        extra_kwargs = {}\n`);
    expect(empty.text).toContain('        extra_kwargs = {"api_key": {"write_only": True}}\n');
    const commented = await planned("write-only", `${fields.trimEnd()}  # all\n        depth = 0  # none\n`);
    expect(commented.text).toContain(
      '        depth = 0  # none\n        extra_kwargs = {"api_key": {"write_only": True}}\n',
    );
  });

  it("is not on offer for what is read only, or told elsewhere", async () => {
    const readOnly = await planned("write-only", `${fields}        read_only_fields = ["api_key"]\n`);
    expect(readOnly.told).toContain("read only already");
    const kwargs = await planned("write-only", `${fields}        extra_kwargs = {"api_key": {"read_only": True}}\n`);
    expect(kwargs.told).toContain("read only already");
    const called = await planned("write-only", `    api_key = serializers.CharField(read_only=True)\n\n${fields}`);
    expect(called.told).toContain("read only already");
    const line = await planned("write-only", '    class Meta: model = Customer; fields = ["id", "api_key"]\n');
    expect(line.told).toContain("not edited here");
  });

  it("is not on offer where a base says the opposite, or the declaration reads only by itself", async () => {
    const base = `${META}        fields = ["id"]\n        read_only_fields = ["api_key"]\n`;
    const inherited = `    class Meta(Base.Meta):\n        model = Customer\n        extra_kwargs = {"email": {"required": False}}\n        fields = ["id", "api_key"]\n`;
    const source =
      HEAD.replace("CustomerSerializer(", "Base(") + base + "class CustomerSerializer(Base):\n" + inherited;
    const plan = await planForClass(
      parseFixture(beside("serializers.py", source)).files,
      "write-only",
      "CustomerSerializer:api_key",
    );
    expect(isRefusal(plan) && plan.because).toContain("put together of several classes");
    for (const name of ["ReadOnlyField", "StringRelatedField", "HyperlinkedIdentityField"]) {
      const { told } = await planned("write-only", `    api_key = serializers.${name}()\n\n${fields}`);
      expect(told).toContain("read only already");
    }
  });

  it("is not on offer where code works on what is given, and is where it works on what is taken", async () => {
    const masked = `${fields}\n    def to_representation(self, instance):\n        rep = super().to_representation(instance)\n        rep["tail"] = rep["api_key"][-4:]\n        return rep\n`;
    expect((await planned("write-only", masked)).told).toContain("for `api_key`");
    const read = `${fields}\ndef show(customer):\n    return CustomerSerializer(customer).data["api_key"]\n`;
    expect((await planned("write-only", read)).told).toContain("for `api_key`");
    const taken = `${fields}\n    def validate(self, data):\n        return check(data["api_key"])\n`;
    expect((await planned("write-only", taken)).text).toContain('extra_kwargs = {"api_key": {"write_only": True}}');
  });
});
