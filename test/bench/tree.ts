import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Random } from "../support/random.ts";

const FILES_OF_AN_APP = 20;

/** Share of each kind of file in percent: real projects lie around these. */
const KINDS: readonly { readonly share: number; readonly name: string; readonly write: (random: Random) => string }[] =
  [
    { share: 10, name: "models", write: modelsFile },
    { share: 5, name: "migration", write: migrationFile },
    { share: 5, name: "serializers", write: serializersFile },
    { share: 15, name: "views", write: (random) => `from .models import ${random.of(ENTITIES)!}\n${codeFile(random)}` },
    { share: 65, name: "code", write: codeFile },
  ];

/** Writes a project of so many files, the same every time, a tenth of them with models. */
export function writeTree(folder: string, files: number): void {
  const random = new Random(1);
  rmSync(folder, { recursive: true, force: true });
  for (let index = 0; index < files; index++) {
    let left = index % 100;
    const kind = KINDS.find(({ share }) => (left -= share) < 0)!;
    const path = join(folder, `app${index % (files / FILES_OF_AN_APP)}`, `${kind.name}${index}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, kind.write(random));
  }
}

/** One file of models with at least so many lines. */
export function longModelsFile(lines: number): string {
  const random = new Random(2);
  const parts = [MODELS_HEADER];
  for (let count = 0; count < lines; count = parts.join("").split("\n").length)
    parts.push(modelClass(random, parts.length));
  return parts.join("");
}

const MODELS_HEADER = `"""What this application keeps."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


`;

const ENTITIES =
  "Customer Order Invoice Patient Employee Product Category Address Payment Shipment Ticket Comment".split(" ");

const FIELDS: readonly string[] = [
  `first_name = models.CharField(_("first name"), max_length=100, blank=True)`,
  `last_name = models.CharField(_("last name"), max_length=100)`,
  `email = models.EmailField(unique=True, help_text="Where receipts are sent to.")`,
  `phone = models.CharField(max_length=32, blank=True, default="")`,
  `card_number = models.CharField(max_length=19)`,
  `iban = models.CharField("IBAN", max_length=34, null=True)`,
  `date_of_birth = models.DateField(null=True, blank=True)`,
  `diagnosis = models.TextField(blank=True)  # free text of the doctor`,
  `title = models.CharField(max_length=200)`,
  `slug = models.SlugField(max_length=255, unique=True)`,
  `description = models.TextField(blank=True)`,
  `price = models.DecimalField(max_digits=12, decimal_places=2, default=0)`,
  `quantity = models.PositiveIntegerField(default=1)`,
  `is_active = models.BooleanField(default=True, db_index=True)`,
  `created_at = models.DateTimeField(auto_now_add=True)`,
  `updated_at = models.DateTimeField(auto_now=True)`,
  `sort_order = models.IntegerField(editable=False, db_index=True, null=True)`,
  `metadata = models.JSONField(blank=True, default=dict)`,
  `owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
    )`,
  `parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")`,
  `status = models.CharField(
        max_length=16,
        choices=[("new", _("New")), ("paid", _("Paid")), ("sent", _("Sent"))],
        default="new",
    )`,
  `tags = models.ManyToManyField("Category", related_name="tagged", blank=True)`,
  `api_token = models.CharField(max_length=64, editable=False)`,
  `notes = models.TextField(_("notes"), help_text=_("Seen by the staff alone."), blank=True)`,
];

const WORDS = "value result items request order total price count found index left user response cache filters".split(
  " ",
);

function modelsFile(random: Random): string {
  const classes = 1 + random.below(3);
  return MODELS_HEADER + Array.from({ length: classes }, (_, index) => modelClass(random, index)).join("");
}

function modelClass(random: Random, index: number): string {
  const name = `${random.of(ENTITIES)!}${index}`;
  const fields = random.shuffled(FIELDS).slice(0, 3 + random.below(8));
  return `class ${name}(models.Model):
    """One ${name.toLowerCase()}, as the shop sees it."""

    ${fields.join("\n    ")}

    class Meta:
        ordering = ["pk"]
        verbose_name = _("${name.toLowerCase()}")

    def __str__(self):
        return str(self.pk)

${method(random)}

`;
}

function migrationFile(random: Random): string {
  const fields = random.shuffled(FIELDS).slice(0, 8);
  const rows = fields.map(
    (field) =>
      `                (${field
        .replace(" = ", '", ')
        .replace(/^/, '"')
        .replace(/ {2}#.*/, "")}),`,
  );
  return `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("app", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="${random.of(ENTITIES)!}",
            fields=[
${rows.join("\n")}
            ],
        ),
    ]
`;
}

function serializersFile(random: Random): string {
  const classes = Array.from({ length: 4 }, () => {
    const name = random.of(ENTITIES)!;
    return `class ${name}Serializer(serializers.ModelSerializer):
    email = serializers.EmailField(required=False)
    title = serializers.CharField(max_length=200)

    class Meta:
        model = ${name}
        fields = ["id", "email", "title"]

${method(random)}

`;
  });
  return `from rest_framework import serializers\n\nfrom .models import ${ENTITIES.join(", ")}\n\n\n${classes.join("\n")}`;
}

function codeFile(random: Random): string {
  const methods = Array.from({ length: 8 + random.below(16) }, () => method(random));
  return `"""Works on ${random.of(WORDS)!}."""
import json
import logging

logger = logging.getLogger(__name__)


class ${random.of(ENTITIES)!}Service:
    limit = 50
    names = frozenset(["a", "b"])

${methods.join("\n\n")}
`;
}

function method(random: Random): string {
  const word = (): string => random.of(WORDS)!;
  return `    def ${word()}_${word()}(self, ${word()}, *args, ${word()}_id=None, **kwargs):
        """Gives the ${word()} of a ${word()}, without its ${word()}."""
        ${word()} = [${word()} for ${word()} in self.${word()} if ${word()} != "${word()}"]
        if not ${word()} and len(args) > ${random.below(9)}:
            logger.info("no %s for %s", ${word()}, kwargs.get("${word()}"))
            return {"${word()}": ${word()}, "${word()}": json.dumps(${word()})}
        return self.${word()}.${word()}(${word()}=${word()}, **kwargs)`;
}
