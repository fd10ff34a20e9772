import type { ClassifiedField } from "../../../project/model.ts";
import { hazardOf, isEquality, isIncidental, placeOf, tellHazards } from "../../../project/uses/hazards.ts";
import type { LinkedUse } from "../../../project/uses/linkUses.ts";
import { answersOf, findsNullByNone, isDeterministic } from "../../../protection/recognise.ts";
import type { Entity, Field } from "../../../schema/schema.ts";
import type { Rule } from "../../rule.ts";

export const encryptedFieldQueried: Rule = {
  meta: {
    id: "storage/encrypted-field-queried",
    title: "Encrypted field that is queried, or to be unique, as if it were plain",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds encrypted fields that the database is asked to compare, sort or keep unique, though all that it has is ciphertext,",
      "another one each time: `unique=True`, indexes, constraints and `Meta.ordering` at the declaration, and in the whole project",
      "lookups other than `isnull` (and than `None`, where the package takes that), orderings, `distinct` and grouping, aggregates, `F` expressions, and what admins and APIs search and",
      "filter by. Only what certainly is about the field counts.",
      "",
      "Looking for equal values works for classes that are made for it (`searchable=True` of django-secured-fields, the `Deterministic…`",
      "classes of django-tink-fields, which can be unique, too) and for the generated ones beside a `BlindIndexField`: that is left alone, and so is what encrypts",
      "in a way that is not known here.",
    ].join("\n"),
    why: [
      "Some packages raise an error, others find nothing, let duplicates in, or sort by chance, and say nothing. An account that cannot",
      "be found is made a second time; a check that a number is free always says so.",
    ].join("\n"),
    bad: [
      "class Patient(models.Model):",
      "    ssn = EncryptedCharField(max_length=11, unique=True)",
      "",
      'Patient.objects.filter(ssn="…")',
    ].join("\n"),
    good: [
      "class Patient(models.Model):",
      "    ssn = EncryptedCharField(max_length=11)",
      "    number = models.UUIDField(default=uuid4, unique=True)",
      "",
      "Patient.objects.filter(number=number)",
    ].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-684: Incorrect Provision of Specified Functionality",
        url: "https://cwe.mitre.org/data/definitions/684.html",
      },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      if (answersOfEncrypted(subject) === null) continue;
      const asked = askedOfColumn(subject.field, subject.entity);
      if (asked.length === 0) continue;
      yield violationOf(subject, `It is asked for more than ciphertext can give: ${asked.join(", ")}.`);
    }
  },

  *checkInProject(subject, { uses: { uses }, packages }) {
    const answers = answersOfEncrypted(subject);
    if (answers === null) return;
    const isNullFound = findsNullByNone(subject.field, packages);
    const isConstrainable = isDeterministic(subject.field);
    const found = uses.flatMap((use) => {
      const hazard = use.certainty === "sure" && !isIncidental(use) ? hazardOf(use, subject.field.name) : null;
      if (hazard === null || isOwnOption(use, subject)) return [];
      if (use.use.isNone && isNullFound) return [];
      if (hazard === "constrain" && isConstrainable) return [];
      return answers === "equality" && isEquality(use) ? [] : [{ use, hazard }];
    });
    if (found.length === 0) return;
    const places = found.slice(0, MOST_PLACES).map(({ use }) => placeOf(use));
    const rest = found.length - places.length;
    const more = rest === 0 ? "" : `, and ${rest} more, which \`explain\` lists`;
    yield violationOf(
      subject,
      `${tellHazards(found.map(({ hazard }) => hazard)).join(" ")} See ${places.join(", ")}${more}.`,
    );
  },
};

const MOST_PLACES = 5;

function answersOfEncrypted({ protection, field, entity }: ClassifiedField): "nothing" | "equality" | null {
  return protection.kind === "encrypted" ? answersOf(field, entity) : null;
}

function violationOf(
  subject: ClassifiedField,
  says: string,
): {
  readonly severity: "warning";
  readonly message: string;
  readonly span: Field["nameSpan"];
  readonly subject: ClassifiedField;
} {
  const { field, protection } = subject;
  const by = protection.by === null ? "" : ` by ${protection.by}`;
  return {
    severity: "warning",
    message: `\`${field.name}\` is encrypted${by}. ${says}`,
    span: field.nameSpan,
    subject,
  };
}

/** What the declaration, and the options of the model, ask of the column, as people write it. */
function askedOfColumn(field: Field, entity: Entity): readonly string[] {
  const isConstrainable = isDeterministic(field);
  const given = field.arguments.flatMap(({ name, value }) =>
    name !== null && OPTIONS.test(name) && value && !isConstrainable ? [name] : [],
  );
  const options = isConstrainable ? ORDERED : META;
  const named = entity.optionUses.filter((use) => options.has(use.option) && use.field === field.name);
  return [
    ...new Set([...given, ...named.map(({ option }) => (option.endsWith("_FIELD") ? option : `Meta.${option}`))]),
  ].map((option) => `\`${option}\``);
}

const OPTIONS = /^(?:unique|db_index|primary_key|unique_for_(?:date|month|year))$/;

/** What ciphertext cannot give even where equal values have the same. */
const ORDERED: ReadonlySet<string> = new Set(["ordering", "get_latest_by"]);

const META: ReadonlySet<string> = new Set([
  ...ORDERED,
  "unique_together",
  "index_together",
  "constraints",
  "indexes",
  "USERNAME_FIELD",
  "EMAIL_FIELD",
]);

/** What the model says in its own options is told of at the declaration. */
function isOwnOption({ path, use, model }: LinkedUse, { entity }: ClassifiedField): boolean {
  if (path !== model.path || model.entity !== entity.name) return false;
  return use.by.startsWith("Meta.") || use.kind === "option" || (use.kind === "constraint" && !OPTIONS.test(use.by));
}
