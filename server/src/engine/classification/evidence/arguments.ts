import type { Argument, Field } from "../../schema/schema.ts";
import { type TermGroup, wordsOf } from "../lexicon/lexicon.ts";
import { mentionsIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import type { Candidate, Reason } from "./candidate.ts";

/** A folder that files are kept in says what they are: `upload_to="passports/"`. */
export function uploadFolderSays(field: Field): readonly Candidate[] {
  const folder = field.arguments.find((argument) => argument.name === "upload_to")?.value;
  if (typeof folder !== "string") return [];
  return folder
    .split("/")
    .flatMap((part) => termsOfFolder(wordsOf(part)))
    .filter((term) => term.weight >= FOLDER_FLOOR)
    .map((term) => ({
      category: term.category,
      evidence: [
        { kind: "arguments", detail: `its files are kept in \`${folder}\``, weight: FOLDER_WEIGHT, feature: "folder" },
      ],
    }));
}

/** What the name ends with: `passport_scans` are passports, `job_listings` no jobs of anybody. */
function termsOfFolder(words: readonly string[]): readonly TermGroup[] {
  const end = words.findLastIndex((word) => !FILES.has(word)) + 1;
  return mentionsIn(words)
    .filter((mention) => mention.end >= end)
    .flatMap((mention) => mention.terms);
}

const FILES: ReadonlySet<string> = new Set(
  "file document scan image photo picture pdf upload attachment archive backup folder copy".split(" "),
);

/** How the field is declared, for or against a category. */
export function argumentsSay(field: Field, category: string): readonly Reason[] {
  const evidence: Reason[] = [];
  if (field.choices !== null && FREE.some((key) => isWithin(category, key))) {
    evidence.push({
      kind: "arguments",
      detail: "it is chosen from a fixed list",
      weight: CHOICES_WEIGHT,
      feature: "choices",
    });
  }
  if (field.maxLength !== null && field.maxLength <= SHORT && LONG.some((key) => isWithin(category, key))) {
    evidence.push({
      kind: "arguments",
      detail: `${field.maxLength} characters are too few for that`,
      weight: SHORT_WEIGHT,
      feature: "too short",
    });
  }
  if (field.arguments.some(isSetByClock)) {
    evidence.push({
      kind: "arguments",
      detail: "the clock sets it when the record is saved",
      weight: CLOCK_WEIGHT,
      feature: "set by the clock",
    });
  }
  if (field.primaryKey && !isWithin(category, "user.unique_id") && !isWithin(category, "user.authorization")) {
    evidence.push({
      kind: "arguments",
      detail: "it is the primary key",
      weight: PRIMARY_KEY_WEIGHT,
      feature: "primary key",
    });
  }
  return evidence;
}

export function isSetByClock({ name, value }: Argument): boolean {
  return CLOCK.has(name ?? "") && value === true;
}

/** Django's arguments for moments of the record, not of its subject. */
const CLOCK: ReadonlySet<string> = new Set(["auto_now", "auto_now_add"]);
const CLOCK_WEIGHT = -4;
const FOLDER_FLOOR = 2;
const FOLDER_WEIGHT = 3.2;
const CHOICES_WEIGHT = -2.5;
const SHORT = 3;
const SHORT_WEIGHT = -2;
const PRIMARY_KEY_WEIGHT = -1;

/** What nobody chooses from a list. */
const FREE = [
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
];

const LONG = [
  "user.name",
  "user.contact.email",
  "user.contact.phone_number",
  "user.contact.address.street",
  "user.authorization.password",
  "user.authorization.credentials",
  "system.authentication",
  "user.content",
];
