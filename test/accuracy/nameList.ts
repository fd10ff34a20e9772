import type { Predictions } from "./predictions.ts";
import type { LabelledRow } from "./rows.ts";

/**
 * What a plain list of names finds, to have something to compare with: a field is sensitive when its name holds one of
 * these words or pairs of words, or when it is an `EmailField`; switches never are. It knows no categories.
 */
export function predictByNames(rows: readonly LabelledRow[]): Predictions {
  return new Map(
    rows.map((row) => [row, { sensitive: isListed(row), category: null, confidence: isListed(row) ? 1 : 0 }]),
  );
}

function isListed({ field, type }: LabelledRow): boolean {
  if (type.endsWith("BooleanField")) return false;
  return type.endsWith("EmailField") || namesIn(field).some((name) => NAMES.has(name));
}

/** All words of a name, and all neighbours. */
function namesIn(field: string): readonly string[] {
  const words = (field.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []).map((word) => word.toLowerCase());
  return [...words, ...words.slice(1).map((word, index) => `${words[index]!} ${word}`)];
}

const NAMES: ReadonlySet<string> = new Set([
  // Names and contact
  ...[
    "first name",
    "last name",
    "full name",
    "middle name",
    "surname",
    "username",
    "nickname",
    "firstname",
    "lastname",
  ],
  ...["email", "phone", "telephone", "mobile", "fax", "address", "street", "city", "postcode", "zip", "postal code"],
  ...["zipcode", "latitude", "longitude"],
  // Demographic
  ...["birth", "birthday", "birthdate", "dob", "gender", "sex", "ethnicity", "race", "religion", "nationality"],
  ...["marital status", "age", "language"],
  // Identity
  ...["ssn", "passport", "national id", "nin", "nhs number", "driver license", "tax id", "vat number", "license plate"],
  ...["avatar", "photo", "signature", "fingerprint"],
  // Money
  ...["salary", "income", "wage", "bank account", "account number", "iban", "bic", "sort code", "card number", "cvv"],
  ...["credit card", "expiry"],
  // Health
  ...["diagnosis", "patient", "medication", "allergies", "disability", "blood", "pregnant", "weight", "height"],
  // Secrets
  ...["password", "passwd", "secret", "token", "api key", "private key", "secret key", "access key", "pin", "otp"],
  ...["session key", "credentials", "hash"],
  // Devices and text
  ...["ip", "ip address", "user agent", "mac address", "device id", "message", "notes", "comment", "bio"],
]);
