import { expect, it } from "vitest";
import { fixContext } from "../../../../test/support/fixes.ts";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { Random } from "../../../../test/support/random.ts";
import type { ClassifiedFile } from "../project/model.ts";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import { type Fix, type FixInput, isRefusal } from "./model.ts";
import { fixOf } from "./registry.ts";

/** A model file in the many ways in which people write one. The subject of the fixes is a `national_id`. */
const OPENINGS = [
  "",
  '"""Models of the staff."""\n',
  "#!/usr/bin/env python\n# coding: utf-8\n",
  "from __future__ import annotations\n\n",
  '"""Zeichen außerhalb: 🦊."""\n\n',
];
const IMPORTS = [
  "from django.db import models\n",
  "import uuid\n\nfrom django.db import models\nfrom django.utils.translation import gettext_lazy as _\n",
  "from django.db.models import (\n    CharField,  # the short ones\n    Model,\n)\nfrom django.db import models\n",
  "from django.db import models; import re\n",
  "try:\n    import magic\nexcept ImportError:\n    magic = None\nfrom django.db import models\nfrom . import managers\n",
];
const SUBJECTS = [
  'national_id = models.CharField("National ID", max_length=18)',
  "national_id = models.CharField(max_length=18)  # as on the card, 🪪",
  "national_id = models.CharField(  # as on the card\n{i}    max_length=18,\n{i}    # may be missing: )\n{i}    blank=True,\n{i})",
  "national_id: str = models.CharField(max_length=18, blank=True, default='')",
  'national_id = models.CharField(max_length=18, help_text="(\\"quoted\\", and ünusual)", null=True,\n{i}  db_column="nid")',
  "national_id = (models.CharField(max_length=18))",
  "national_id = models.CharField(max_length=18); kept = models.BooleanField(default=False)",
  "if True:\n{i}    national_id = models.CharField(max_length=18, validators=[lambda v: v])",
  "national_id = models.CharField(max_length=18, **OPTIONS)",
  "national_id = \\\n{i}    models.CharField(max_length=18)",
  "# The number that the state gave them.\n{i}# It never changes.\n{i}national_id = models.TextField()",
];
const OTHERS = [
  "name = models.CharField(max_length=50)",
  'phone = models.CharField(_("phone"), max_length=20, blank=True)',
  "notes = models.TextField(blank=True, help_text='''\n{i}  several = lines\n{i}''')",
  "active = models.BooleanField(default=True)  # not national_id",
  "created = models.DateTimeField(auto_now_add=True)",
  "objects = models.Manager()",
  "def __str__(self):\n{i}    return f'{self.name} {self.pk}'",
  "class Meta:\n{i}    verbose_name = 'national_id'",
];

interface Written {
  readonly text: string;
  readonly isBroken: boolean;
}

function writtenBy(random: Random): Written {
  const indent = random.of(["    ", "  ", "\t"])!;
  const members = random.shuffled([random.of(SUBJECTS)!, ...random.shuffled(OTHERS).slice(0, random.below(5))]);
  const body = members.map((member) => indent + member.replaceAll("{i}", indent)).join(random.of(["\n", "\n\n"]));
  const before = random.of([
    "",
    "OPTIONS = {}\n\n",
    "class Shop(models.Model):\n    city = models.CharField(max_length=9)\n\n",
  ])!;
  const after = random.of([
    "",
    "\n",
    "\n\nclass Visit(models.Model):\n    at = models.DateTimeField()\n",
    "\n# the end",
  ])!;
  const isBroken = random.below(5) === 0;
  const source = `${random.of(OPENINGS)!}${random.of(IMPORTS)!}\n\n${before}class Employee(models.Model):\n${body}${after}`;
  const text = isBroken ? damaged(random, source) : source;
  return { text: random.below(3) === 0 ? text.replaceAll("\n", "\r\n") : text, isBroken };
}

/** As after a key somewhere behind the imports. */
function damaged(random: Random, source: string): string {
  const at = source.indexOf("class ") + random.below(source.length - source.indexOf("class "));
  return random.below(2) === 0
    ? source.slice(0, at) + source.slice(at + 1)
    : source.slice(0, at) + "(" + source.slice(at);
}

const FIXES: readonly {
  readonly id: string;
  readonly input: FixInput;
  readonly holds: (file: ClassifiedFile, told: string) => void;
}[] = [
  {
    id: "encrypt",
    input: {},
    holds: (file, told) => {
      expect(subjectIn(file)?.protection.kind, told).toBe("encrypted");
    },
  },
  {
    id: "set-category",
    input: { value: "user.contact.email" },
    holds: (file, told) => {
      expect(subjectIn(file)?.classification.category, told).toBe("user.contact.email");
    },
  },
  {
    id: "ignore",
    input: { value: "made up" },
    holds: (file, told) => {
      expect(subjectIn(file)?.classification.verdict, told).toBe("clear");
    },
  },
];

const ROUNDS = 400;

it.each(FIXES)("$id changes its field and nothing else, and can be taken back to the byte", ({ id, input, holds }) => {
  const random = new Random(20261130);
  let applied = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { text, isBroken } = writtenBy(random);
    const edits = editsOf(fixOf(id)!, text, input);
    if (edits === null) continue;
    applied++;
    const after = applyEdits(text, edits);
    expect(applyEdits(after, inverseOf(edits, text))).toBe(text);
    const [was, is] = [classifiedFile("staff/models.py", text), classifiedFile("staff/models.py", after)];
    // Where a quote is missing, nobody knows yet what is within a text, be it a declaration or a comment.
    const told = isBroken ? namesIn : allBut;
    expect(told(is), after).toEqual(told(was));
    expect(endsOfLines(after), after).toEqual(endsOfLines(text));
    if (!isBroken) holds(is, after);
  }
  expect(applied).toBeGreaterThan(ROUNDS / 2);
});

/** Of the model file; null where it is not on offer. */
function editsOf(fix: Fix, text: string, input: FixInput): readonly TextEdit[] | null {
  const files = new Map([
    ["staff/models.py", text],
    ["config/settings.py", 'DEBUG = True\nSECRET_KEY = "x"\nINSTALLED_APPS = ["staff"]\n'],
    ["manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n'],
    ["requirements.txt", "django\n"],
  ]);
  if (!subjectIn(classifiedFile("staff/models.py", text))) return null;
  const context = fixContext(files, "Employee.national_id");
  const offer = fix.offer(context);
  if (offer === null || isRefusal(offer)) return null;
  const changes = fix.plan(context, input)?.steps.flatMap((step) => step.changes) ?? [];
  const own = changes.filter((change) => change.path === "staff/models.py");
  return own.length === 0 ? null : own.flatMap((change) => (change.kind === "edit" ? change.edits : []));
}

/** What takes edits of a text back in the text that they made. */
function inverseOf(edits: readonly TextEdit[], text: string): readonly TextEdit[] {
  let shift = 0;
  return edits
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, text: inserted }) => {
      const start = span.start + shift;
      shift += inserted.length - (span.end - span.start);
      return { span: { start, end: start + inserted.length }, text: text.slice(span.start, span.end) };
    });
}

function subjectIn(file: ClassifiedFile): ClassifiedFile["fields"][number] | undefined {
  return file.fields.find(({ entity, field }) => entity.name === "Employee" && field.name === "national_id");
}

/** What is declared there apart from the subject, wherever it stands now. */
function allBut({ schema }: ClassifiedFile): unknown {
  const declared = schema.entities.map((entity) => ({
    ...entity,
    fields: entity.fields.filter(({ name }) => name !== "national_id"),
  }));
  return JSON.parse(JSON.stringify(declared, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)));
}

function namesIn({ schema }: ClassifiedFile): readonly string[] {
  return schema.entities.flatMap(({ name, fields }) => [name, ...fields.map((field) => `${name}.${field.name}`)]);
}

/** Kinds of line ends, of all lines but the last. */
function endsOfLines(text: string): readonly string[] {
  return [...new Set(text.match(/\r?\n/g))];
}
