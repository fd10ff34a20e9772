import { describe, expect, it } from "vitest";
import { readModule } from "../python/module.ts";
import { assignsField, fieldCallOf } from "./field.ts";

const IMPORTS = [
  "from django import forms",
  "from django.db import models",
  "from django.db.models import CharField as Text",
  "from rest_framework.serializers import CharField as Shown",
].join("\n");

describe("assignsField", () => {
  it.each([
    ["a field", "models.CharField(max_length=3)", true],
    ["a field with a label that calls", 'models.CharField(_("name"), max_length=3)', true],
    ["a field that another call wraps", "encrypt(models.CharField())", true],
    ["a field by another name", "Text()", true],
    ["blanks around the dot", "models . CharField ()", true],
    ["a line break within the name", "models.\\\n    CharField()", true],
    ["parentheses around the name", "(models.CharField)()", true],
    ["a field of a form", "forms.CharField(label=_('name'))", false],
    ["a field of a form by another name", "Shown(source='CharField')", false],
    ["a field of a form with one of a model", "forms.CharField(models.CharField())", true],
    ["the name in a text", 'call("models.CharField(")', false],
    ["the method of a field", "models.CharField().clone()", false],
    ["the class alone", "models.CharField", false],
    ["a long list of names", `models.CharField(${"a.".repeat(5000)}a)`, true],
    ["a literal", "3", false],
  ])("tells of %s what the whole reading tells", (_, value, expected) => {
    const module = readModule(`${IMPORTS}\nx = ${value}\n`);
    const statement = module.layout.statements.at(-1)!;
    expect(assignsField(module, statement)).toBe(expected);
    expect(fieldCallOf(module, statement, () => null) !== null).toBe(expected);
  });
});
