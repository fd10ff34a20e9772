import { afterEach, describe, expect, it, vi } from "vitest";
import { django } from "../engine/languages/django/django.ts";
import { EMPTY_POLICY } from "../engine/project/policy/model.ts";
import { analyseText } from "./analyse.ts";

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
