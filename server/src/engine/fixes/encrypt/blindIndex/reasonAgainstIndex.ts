import { languageOf } from "../../../languages/registry.ts";
import { haveHistory, type RowsPlan } from "../migration/rowsPlan.ts";
import type { FixContext, Reason } from "../../model.ts";
import { againstPackages, againstQueries } from "../hazards/againstQueries.ts";
import type { Helper } from "../helper.ts";
import { againstDates, againstOptions } from "../reasonAgainst.ts";
import { type AskedOfIndex, isServedByIndex, UNIQUE_OPTIONS } from "./asked.ts";
import { indexName } from "./indexField.ts";

/** Classes of which each value has one text, the same before and after it was stored: `BlindIndexField.INDEXED` of the generated app. */
const INDEXED =
  /^Encrypted(Char|Email|Slug|URL|Text|Date|GenericIPAddress|UUID|((Positive)?(Big|Small)?Integer))Field$/;

/** Why no blind index can do what is asked, though the field itself could be encrypted; null when one can. */
export function reasonAgainstIndex(context: FixContext, asked: AskedOfIndex, className: string): Reason | null {
  const { entity, field } = context.subject;
  const because =
    againstValues(context, className) ??
    againstDates(field, entity) ??
    againstPackages(context, (on) => on === "unique" || on === "serialized") ??
    againstOptions(context, UNIQUE_OPTIONS) ??
    againstTogether(context, asked);
  if (because !== null) return { because };
  return againstQueries(context, (use) => isServedByIndex(use, field.name));
}

function againstValues({ subject: { entity, field } }: FixContext, className: string): string | null {
  if (!INDEXED.test(className)) {
    return "Its values have more than one text each, so that equal ones would not have the same hash.";
  }
  if (field.choices !== null) {
    return "It has few values: rows with the same one would be known by their hash, and with them the value.";
  }
  const name = indexName(field);
  return entity.fields.some((other) => other.name === name)
    ? `There is a field \`${name}\` already, which is what the index would be called.`
    : null;
}

function againstTogether(context: FixContext, { together }: AskedOfIndex): string | null {
  if (!together) return null;
  const { file, text, subject, uses } = context;
  const target = { entity: subject.entity.name, field: subject.field.name };
  const editor = languageOf(file.schema.path)?.editor;
  if (!editor?.renameInUniqueness(text, target, indexName(subject.field))) {
    return "It is part of a constraint in a way in which a keyed hash cannot stand for it.";
  }
  const isSerialized = uses?.uses.some(({ use, certainty }) => use.kind === "serializer" && certainty === "sure");
  return isSerialized
    ? "A serializer of the REST framework checks that it is unique together with other fields, and would not know the index."
    : null;
}

/** What speaks against the tables and the generated app that there are. */
export function againstProject(rows: RowsPlan, { app, create }: Helper): string | null {
  if (rows.leavesRows) return "Not every app that has its column has migrations.";
  if (haveHistory(rows)) {
    return "django-simple-history keeps copies of its rows, which would have no index.";
  }
  return create.length > 0 || app !== null
    ? null
    : "The field classes of this project are a single module, as an earlier version generated it, which knows no blind index.";
}
