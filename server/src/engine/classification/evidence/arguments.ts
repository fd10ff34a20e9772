import type { Argument, Field, Shape } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import { joined } from "../joined.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { type Phrase, phraseOf } from "../phrase.ts";
import { isWithin } from "../taxonomy.ts";
import { reasonOf } from "../weights.ts";
import { type Candidate, candidate } from "./candidate.ts";
import type { Reason } from "./reason.ts";

/** A folder that files are kept in says what they are: `upload_to="passports/"`. */
export function uploadFolderSays(field: Field): readonly Candidate[] {
  if (!KEPT_IN_FOLDERS.has(field.type.shape)) return NO_CANDIDATES;
  const folder = field.arguments.find(isFolder)?.value;
  return typeof folder === "string" ? saidByFolder(folder) : NO_CANDIDATES;
}

const NO_CANDIDATES: readonly Candidate[] = [];

function saidByFolder(folder: string): readonly Candidate[] {
  return folder
    .split("/")
    .flatMap((part) => termsOfFolder(phraseOf(part)))
    .filter((term) => term.weight >= FOLDER_FLOOR)
    .map(({ category }) =>
      candidate(category, [because(`its files are kept in \`${folder}\``, FOLDER_WEIGHT, "folder")]),
    );
}

/** Whoever does not know the class of a field does not know either that it holds none. */
const KEPT_IN_FOLDERS: ReadonlySet<Shape> = new Set<Shape>(["file", "image", "unknown"]);

function isFolder({ name }: Argument): boolean {
  return name === "upload_to";
}

/** What the name ends with: `passport_scans` are passports, `job_listings` no jobs of anybody. */
function termsOfFolder({ words, mentions }: Phrase): readonly TermGroup[] {
  const end = words.findLastIndex((word) => !FILES.has(word)) + 1;
  return mentions.filter((mention) => mention.end >= end).flatMap((mention) => mention.terms);
}

const FILES: ReadonlySet<string> = new Set(
  "file document scan image photo picture pdf upload attachment archive backup folder copy".split(" "),
);

/** Whether the field is declared in a way that speaks for or against anything. Most are not. */
export function declaresMore(field: Field): boolean {
  const { choices, maxLength, primaryKey } = field;
  return choices !== null || primaryKey || (maxLength !== null && maxLength <= SHORT) || isSetByClock(field);
}

/** How it is declared, for or against a category. */
export function argumentsSay(field: Field, category: string): readonly Reason[] {
  const { choices, maxLength, primaryKey } = field;
  let reasons = NO_REASONS;
  if (choices !== null && isFree(category)) reasons = CHOSEN;
  if (maxLength !== null && maxLength <= SHORT && isLong(category)) reasons = joined(reasons, [tooShort(maxLength)]);
  if (isSetByClock(field)) reasons = joined(reasons, SET_BY_CLOCK);
  if (primaryKey && !isWithin(category, "user.unique_id") && !isWithin(category, "user.authorization"))
    reasons = joined(reasons, PRIMARY_KEY);
  return reasons;
}

function tooShort(length: number): Reason {
  return because(`${length} characters are too few for that`, SHORT_WEIGHT, "too short");
}

export function isSetByClock({ type, arguments: given }: Field): boolean {
  return MOMENTS.has(type.shape) && given.some(asksForClock);
}

const MOMENTS: ReadonlySet<Shape> = new Set<Shape>(["datetime", "date", "time", "unknown"]);

function asksForClock({ name, value, text }: Argument): boolean {
  return (value === true && CLOCK.has(name ?? "")) || (name === "default" && text === "now()");
}

function because(detail: string, weight: number, feature: string): Reason {
  return reasonOf({ kind: "arguments", detail, weight }, feature);
}

/** Most fields have no argument that says anything. */
const NO_REASONS: readonly Reason[] = [];

/** Arguments for moments of the record, not of its subject: Django's, and Prisma's attribute. */
const CLOCK: ReadonlySet<string> = new Set(["auto_now", "auto_now_add", "updatedAt"]);
const CLOCK_WEIGHT = -4;
const FOLDER_FLOOR = 2;
const FOLDER_WEIGHT = 3.2;
const CHOICES_WEIGHT = -2.5;
const SHORT = 3;
const SHORT_WEIGHT = -2;
const PRIMARY_KEY_WEIGHT = -1;

const CHOSEN = [because("it is chosen from a fixed list", CHOICES_WEIGHT, "choices")];
const SET_BY_CLOCK = [because("the clock sets it when the record is saved", CLOCK_WEIGHT, "set by the clock")];
const PRIMARY_KEY = [because("it is the primary key", PRIMARY_KEY_WEIGHT, "primary key")];

/** What nobody chooses from a list. */
const isFree = withinAny([
  "user.name",
  "user.contact.email",
  "user.contact.phone_number",
  "user.contact.address.street",
  "user.contact.address.postal_code",
  "user.account.username",
  "user.job_title",
  "user.authorization",
  "user.government_id",
  "user.financial.bank_account",
  "user.financial.credit_card",
  "user.content",
  "user.unique_id",
  "system.authentication",
]);

const isLong = withinAny([
  "user.name",
  "user.contact.email",
  "user.contact.phone_number",
  "user.contact.address.street",
  "user.authorization.password",
  "user.authorization.credentials",
  "system.authentication",
  "user.content",
]);

function withinAny(keys: readonly string[]): (category: string) => boolean {
  return remembered((category) => keys.some((key) => isWithin(category, key)));
}
