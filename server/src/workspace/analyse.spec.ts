import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { django } from "../engine/languages/django/django.ts";
import { EMPTY_POLICY } from "../engine/project/policy/model.ts";
import { analyseText, readText } from "./analyse.ts";

const MODELS = "from django.db import models\nclass A(models.Model):\n    iban = models.CharField()\n";

describe("analysis of a text", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("calls the reader only for a text that may declare something", () => {
    const read = vi.spyOn(django, "read");
    const nothing = { analysis: null, problems: [] };
    expect(
      analyseText({ path: "views.py", version: 1, text: "def index(request):\n    pass\n" }, EMPTY_POLICY),
    ).toEqual(nothing);
    expect(analyseText({ path: "notes.txt", version: 1, text: MODELS }, EMPTY_POLICY)).toEqual(nothing);
    expect(read).not.toHaveBeenCalled();
    expect(analyseText({ path: "models.py", version: 1, text: MODELS }, EMPTY_POLICY).analysis).not.toBeNull();
    expect(read).toHaveBeenCalledOnce();
  });

  it("finds one thing about a field at most, so that no name is underlined twice", () => {
    const fields = ["iban", "cvv", "card_number", "password", "email", "track_data", "diagnosis"];
    const lines = fields.map((name) => `    ${name} = models.CharField()\n`).join("");
    const text = `from django.db import models\nclass Payment(models.Model):\n${lines}`;
    const { analysis } = analyseText({ path: "models.py", version: null, text }, EMPTY_POLICY);
    const found = analysis!.findings.map(({ field }) => field);
    expect(found).toContain("cvv");
    expect(found).toContain("iban");
    expect(new Set(found).size).toBe(found.length);
  });
});

it("keeps nothing of a text but what was read of it", () => {
  setFlagsFromString("--expose-gc");
  const emptied = (): number => {
    (runInNewContext("gc") as () => void)();
    return process.memoryUsage().heapUsed;
  };
  const source = (count: number): string => `from somewhere.very.far.away import SomeAbstractModel
from django.db import models

class CustomerOfTheShop${count}(SomeAbstractModel, models.Model):
    """What a long docstring says of it."""
    # a comment that goes on for some time
    a_field_with_a_long_name = models.ForeignKey("customers.CustomerOfTheShop", on_delete=models.CASCADE, null=True)
    choices = models.CharField(_("a label of some length"), choices=SomewhereElse.choices_of_some, max_length=100)

    class Meta:
        unique_together = [("a_field_with_a_long_name", "choices")]
        verbose_name = _("customer of the shop")
`;
  const megabyte = 1 << 20;
  const before = emptied();
  const kept = Array.from({ length: 20 }, (_, count) =>
    readText("shop/models.py", `${source(count)}# ${"x".repeat(megabyte)}`),
  );
  expect(kept.map(({ schema }) => schema?.entities[0]?.fields.length)).toEqual(Array(20).fill(2));
  // All of the texts would be twenty.
  expect(emptied() - before).toBeLessThan(4 * megabyte);
  expect(kept).toHaveLength(20);
});
