import { hazardOf, isEquality, isIncidental } from "../../project/uses/hazards.ts";
import type { LinkedUse } from "../../project/uses/linkUses.ts";
import { againstData, againstDeclaration, withHeirs } from "../encrypt/reasonAgainst.ts";
import { againstHistories } from "../encrypt/hazards/againstHistories.ts";
import { referencesOf } from "../encrypt/hazards/references.ts";
import type { FixContext, Reason } from "../model.ts";

/** Why the field cannot hold tokens where it stands; null when it can. Equal values have equal tokens, so that it can be unique and looked up. */
export function reasonAgainstTokens(context: FixContext): Reason | null {
  const { entity } = context.subject;
  const because = entity.managed
    ? (againstData(context) ??
      againstDeclaration(context) ??
      againstClass(context) ??
      againstOptions(context) ??
      againstPackages(context))
    : "Its table belongs to another system (`managed = False`), which would read tokens.";
  return because === null ? againstUses(context) : { because };
}

/** Of django-extensions; what it knows beyond a `CharField` goes with it. */
export const RANDOM_FIELD = "django_extensions.db.fields.RandomCharField";

function againstClass({ subject: { field } }: FixContext): string | null {
  const has = (keyword: string): boolean => field.arguments.some(({ name }) => name === keyword);
  const isRandom = field.type.qualified === RANDOM_FIELD;
  if (!isRandom && !/^django\.db\.models(\.fields)?\.CharField$/.test(field.type.qualified)) {
    return `Only a \`CharField\` can hold tokens, not ${field.type.name}.`;
  }
  if (!has(isRandom ? "length" : "max_length"))
    return "Without its `max_length` nobody knows how long the column must be.";
  const refused = ["choices", "db_default"].find(has);
  return refused === undefined ? null : `Its \`${refused}\` speaks of values, and the column would hold tokens.`;
}

function againstOptions({ subject: { entity, field }, file }: FixContext): string | null {
  const uses = withHeirs(entity, file.schema.entities).flatMap(({ optionUses }) => optionUses);
  const found = uses.find(({ option, field: named }) => option in OPTIONS && named?.replace(/^-/, "") === field.name);
  return found ? OPTIONS[found.option as keyof typeof OPTIONS] : null;
}

const OPTIONS = {
  constraints: "It is part of a constraint, which may compare values; the column would hold tokens.",
  ordering: "`Meta.ordering` sorts by it, and tokens have no meaningful order.",
  get_latest_by: "`Meta.get_latest_by` sorts by it, and tokens have no meaningful order.",
  USERNAME_FIELD: "People log in with it, and packages compare it in ways in which tokens cannot be compared.",
  EMAIL_FIELD: "Mail is sent to it by packages, which would get the token.",
} as const;

function againstPackages({ uses }: FixContext): string | null {
  const caller = uses?.byPackages.find(({ on }) => on === "email" || on === "username");
  return caller ? `${caller.does} (${caller.package}, \`${caller.caller}\`), which would get tokens.` : null;
}

function againstUses(context: FixContext): Reason | null {
  const histories = againstHistories(context);
  if (histories) return histories;
  const { dropped } = referencesOf(context);
  const found = queriesOf(context).filter((use) => use.certainty === "sure" && !isIncidental(use) && !dropped.has(use));
  if (found.length === 0) return null;
  const because =
    "The code compares or sorts by it in a way that tokens do not allow (only whole values can be found: `exact`, `in`, `isnull`). Change these places first.";
  return { because, places: found };
}

/** Places that query the field in ways that tokens do not serve. */
export function queriesOf({ uses, subject }: FixContext): readonly LinkedUse[] {
  const { name } = subject.field;
  return (uses?.uses ?? []).filter((use) => {
    const hazard = hazardOf(use, name);
    return hazard !== null && hazard !== "group" && !isServed(use, name);
  });
}

/** A lookup of whole values of the field itself. */
function isServed(use: LinkedUse, name: string): boolean {
  return isEquality(use) && use.use.path.at(-1) === name;
}
