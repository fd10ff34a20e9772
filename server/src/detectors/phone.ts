import { parsePhoneNumberFromString, type PhoneNumber, type PhoneNumberType } from "libphonenumber-js/max";
import { isPattern } from "./patterns.ts";
import { isAmong } from "./published.ts";
import synthetic from "./synthetic.yml";

/** With the number of its country (ITU-T E.164), or with the separators of North America: digits alone may be anything. */
const INTERNATIONAL = /^(?:\+|00)[1-9][\d ()./-]{6,25}$/;
const NORTH_AMERICAN = /^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/;

/** Lines that an organization rents, which callers do not pay for, or pay more or a share: https://en.wikipedia.org/wiki/Toll-free_telephone_number */
const OF_NOBODY: ReadonlySet<PhoneNumberType | undefined> = new Set([
  "TOLL_FREE",
  "SHARED_COST",
  "PREMIUM_RATE",
  "UAN",
]);

/** Whether it is written as a phone number. */
export function hasFormOfPhone(text: string): boolean {
  return INTERNATIONAL.test(text) || NORTH_AMERICAN.test(text);
}

/** The number that a text in such a form is; undefined for none. */
export function phoneNumberIn(text: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text.replace(/^00/, "+"), "US");
}

/** Whether it is a phone number that may be somebody's. */
export function isPhone(text: string): boolean {
  if (!hasFormOfPhone(text)) return false;
  const phone = phoneNumberIn(text);
  if (!phone?.isValid() || OF_NOBODY.has(phone.getType())) return false;
  return !isPublished(phone.number) && !isPattern(phone.nationalNumber);
}

const isPublished = isAmong(synthetic.phones);
