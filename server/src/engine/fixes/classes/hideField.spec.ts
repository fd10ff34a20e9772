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
    expect((await planned("hide-field", asked)).told).toContain("asks for `api_key` (line 10)");
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
});
