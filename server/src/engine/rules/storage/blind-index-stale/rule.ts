import type { ClassifiedField } from "../../../project/model.ts";
import { placeOf } from "../../../project/uses/hazards.ts";
import type { LinkedUse } from "../../../project/uses/linkUses.ts";
import { indexedBy, indexOf } from "../../../protection/recognise.ts";
import type { Field } from "../../../schema/schema.ts";
import type { Rule } from "../../rule.ts";

export const blindIndexStale: Rule = {
  meta: {
    id: "storage/blind-index-stale",
    title: "Code that can leave a blind index behind its field",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds code that writes an encrypted field, or the `BlindIndexField` beside it, in a way that leaves in the index what does not belong to the value: SQL that",
      "names the field's column in an `INSERT` or behind `SET`, and not that of the index; `update(ssn=F(…))`, of which Django knows no value to hash, so that",
      "the index becomes null; `update(ssn_index=…)`, which writes whatever it is given. Only what certainly is about the field counts.",
      "`save`, `update` with values, `bulk_create`, `bulk_update` and `loaddata` write the index by themselves, and what is assigned to it is passed over.",
      "",
      "**Migrations are not looked at.** `RunSQL` and `RunPython` that write the column leave the index behind as other code does. So does every `RenameModel` of the",
      "model and `RenameField` of the field: their names are part of each hash. Run the command below after such a migration.",
      "",
      "`manage.py rebuild_blind_index app.Model ssn_index --check` counts the rows whose index is stale, and ends with 1 when there are some; without `--check`",
      "it writes them again, in short transactions. Run it after each deployment that had such code, and when a database was restored under another key.",
    ].join("\n"),
    why: [
      "The database finds rows, and keeps them unique, by the index alone. Where it is stale a row is not found by its value, but by the one that it had before; the",
      "same person gets a second row, and a value that is free is said to be taken.",
    ].join("\n"),
    bad: [
      "class Patient(models.Model):",
      "    ssn = EncryptedCharField(max_length=11)",
      '    ssn_index = BlindIndexField(source="ssn", unique=True)',
      "",
      'Patient.objects.filter(pk=key).update(ssn_index="")',
    ].join("\n"),
    good: ["patient.ssn = number", 'patient.save(update_fields=["ssn"])'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-1250: Improper Preservation of Consistency Between Independent Representations of Shared State",
        url: "https://cwe.mitre.org/data/definitions/1250.html",
      },
    ],
  },

  check: () => [],

  *checkInProject(subject, { uses: { uses } }) {
    const { entity, field } = subject;
    const index = indexedBy(field) === null ? indexOf(field, entity) : field;
    if (!index) return;
    const isStale = index === field ? isWrittenByHand : (use: LinkedUse): boolean => leavesBehind(use, index);
    const found = uses.filter((use) => use.certainty === "sure" && isStale(use));
    if (found.length > 0) yield violationOf(subject, index, found);
  },
};

/** Everything else makes it of the field's value. */
function isWrittenByHand({ use: { kind, by } }: LinkedUse): boolean {
  return kind === "write" && (by === "update" || by === "aupdate");
}

function leavesBehind({ use: { kind, isComputed, written } }: LinkedUse, index: Field): boolean {
  if (kind === "write") return isComputed === true;
  return written !== undefined && !written.includes(index.column ?? index.name);
}

const MOST_PLACES = 5;

function violationOf(
  subject: ClassifiedField,
  index: Field,
  found: readonly LinkedUse[],
): {
  readonly severity: "warning";
  readonly message: string;
  readonly span: Field["nameSpan"];
  readonly subject: ClassifiedField;
} {
  const { entity, field } = subject;
  const places = found.slice(0, MOST_PLACES).map(placeOf).join(", ");
  const rest = found.length - MOST_PLACES;
  const more = rest > 0 ? `, and ${rest} more, which \`explain\` lists` : "";
  const does =
    index === field
      ? `\`${field.name}\` is written by hand at ${places}${more}: write \`${indexedBy(field)!}\`, which writes it, too.`
      : `\`${field.name}\` is written without its blind index \`${index.name}\` at ${places}${more}: give Django the value (\`save\`, \`update\`, \`bulk_update\`).`;
  return {
    severity: "warning",
    message: `${does} Until \`manage.py rebuild_blind_index APP.${entity.name} ${index.name}\` has run, such rows are not found by their value; \`--check\` counts them.`,
    span: field.nameSpan,
    subject,
  };
}
