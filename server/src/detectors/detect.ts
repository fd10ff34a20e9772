import type { KnownValue, ValueKind } from "../engine/project/values/model.ts";
import { isBankAccount } from "./bankAccount.ts";
import { isCard } from "./card.ts";
import { isEmail } from "./email.ts";
import { nationalNumber } from "./nationalNumber.ts";
import { isPhone } from "./phone.ts";

type Certainty = KnownValue["certainty"];

/** Longer texts are no single value. */
const LONGEST = 100;

/**
 * What a value is, by its form and its check digits. `category`: what the field holds that it stands in; a number alone may be
 * anything, so that cards, phones and national numbers are only looked for where they belong.
 */
export function detect(value: string, category: string | null): KnownValue | null {
  const text = value.trim();
  if (text.length < 4 || text.length > LONGEST) return null;
  if (text.includes("@")) return isEmail(text) ? found("email", "sure") : null;
  if (isBankAccount(text)) return found("bankAccount", "sure");
  const [kind, test] = TESTS.find(([, , start]) => category?.startsWith(start)) ?? [];
  const certainty = test?.(text) ?? null;
  return kind && certainty ? found(kind, certainty) : null;
}

const TESTS: readonly (readonly [ValueKind, (text: string) => Certainty | null, category: string])[] = [
  ["card", (text) => (isCard(text) ? "sure" : null), "user.financial.credit_card"],
  ["phone", (text) => (isPhone(text) ? "sure" : null), "user.contact.phone_number"],
  ["phone", (text) => (isPhone(text) ? "sure" : null), "user.contact.fax_number"],
  ["nationalNumber", nationalNumber, "user.government_id"],
];

function found(kind: ValueKind, certainty: Certainty): KnownValue {
  return { kind, certainty };
}
