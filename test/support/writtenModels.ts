import type { Random } from "./random.ts";

/** A model file in the many ways in which people write one. The subject of the fixes is a `national_id` of `Employee`. */
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
  "iban = models.CharField(max_length=34, blank=True)",
  "diagnosis = models.TextField(  # 🩺\n{i}    blank=True\n{i})",
  "notes = models.TextField(blank=True, help_text='''\n{i}  several = lines\n{i}''')",
  "active = models.BooleanField(default=True)  # not national_id",
  "created = models.DateTimeField(auto_now_add=True)",
  "objects = models.Manager()",
  "def __str__(self):\n{i}    return f'{self.name} {self.pk}'",
  "class Meta:\n{i}    verbose_name = 'national_id'",
];

export interface WrittenModels {
  readonly text: string;
  /** Damaged, as after a key somewhere behind the imports. */
  readonly isBroken: boolean;
}

export function writtenModels(random: Random): WrittenModels {
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

function damaged(random: Random, source: string): string {
  const at = source.indexOf("class ") + random.below(source.length - source.indexOf("class "));
  return random.below(2) === 0
    ? source.slice(0, at) + source.slice(at + 1)
    : source.slice(0, at) + "(" + source.slice(at);
}
