import { number } from "card-validator";
import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import type { ValueForm } from "../../engine/project/values/model.ts";
import { hasFormOfPhone, phoneNumberIn } from "../phone.ts";
import { isSocialSecurityNumber, schemesOf } from "../nationalNumber.ts";
import { knownForms } from "../secrets/knownForms.ts";
import { storedForm } from "./storedForm.ts";

/** Longer texts are looked at so far. */
const LONGEST = 4_000;

/**
 * All that a value of a column may be, or hold in a text around it. Numbers that are published for tests count: what a column is for is the same with made-up rows.
 */
export function formsIn(value: string): readonly ValueForm[] {
  const text = value.slice(0, LONGEST).trim();
  const stored = storedForm(text);
  if (stored !== null) return [whole(stored)];
  const forms = wholeForms(text);
  return forms.some(({ passes }) => passes) ? forms : [...forms, ...formsWithin(text)];
}

function wholeForms(text: string): readonly ValueForm[] {
  if (text.length < 5 || text.length > 254) return [];
  if (EMAIL.test(text)) return [whole("email")];
  if (IPV4.test(text) || IPV6.test(text)) return [whole("ipAddress")];
  if (MAC.test(text)) return [whole("macAddress")];
  const found: ValueForm[] = [];
  if (IBAN.test(text)) found.push(whole("bankAccount", isBankAccount(text)));
  if (CARD.test(text)) found.push(whole("card", isCard(text)));
  if (SSN.test(text)) found.push(whole("socialSecurityNumber", isSocialSecurityNumber(text)));
  else if (NATIONAL.test(text)) {
    const plain = text.replaceAll(/[ ./-]/g, "");
    for (const scheme of schemesOf(plain, "strong")) found.push(whole("nationalNumber", true, scheme));
    for (const scheme of schemesOf(plain, "weak")) found.push(whole("weakNationalNumber", true, scheme));
  }
  if (hasFormOfPhone(text)) found.push(whole("phone", isPhone(text)));
  return found;
}

function formsWithin(text: string): readonly ValueForm[] {
  const found: ValueForm[] = [];
  const add = (kind: string, pattern: RegExp, passes: (part: string) => boolean): void => {
    for (const [part] of text.matchAll(pattern)) found.push(within(kind, passes(part)));
  };
  if (text.includes("@")) add("email", EMAIL_WITHIN, () => true);
  if (/\d{4}/.test(text)) {
    add("bankAccount", IBAN_WITHIN, isBankAccount);
    add("card", CARD_WITHIN, isCard);
    add("socialSecurityNumber", SSN_WITHIN, isSocialSecurityNumber);
    add("phone", PHONE_WITHIN, isPhone);
  }
  if (text.length >= SHORTEST_SECRET) found.push(...[...knownForms(text)].map(() => within("secret", true)));
  return found;
}

function whole(kind: string, passes = true, scheme: string | null = null): ValueForm {
  return { kind, scheme, isWhole: true, passes };
}

function within(kind: string, passes: boolean): ValueForm {
  return { kind, scheme: null, isWhole: false, passes };
}

const SHORTEST_SECRET = 16;

const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}$/i;
const EMAIL_WITHIN = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b/gi;
const IBAN = /^[A-Z]{2}\d{2}[A-Z\d -]{10,40}$/i;
const IBAN_WITHIN = /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g;
const CARD = /^\d(?:[ -]?\d){12,18}$/;
const CARD_WITHIN = /(?<![\w.+-])\d(?:[ -]?\d){12,18}(?![\w-])/g;
const SSN = /^\d{3}-\d{2}-\d{4}$/;
const SSN_WITHIN = /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g;
const NATIONAL = /^(?=(?:.*\d){5})[\dA-Z](?:[ ./-]?[\dA-Z]){6,19}$/i;
const PHONE_WITHIN = /(?<![\w+])(?:\+[1-9][\d ()./-]{6,20}\d|(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4})(?![\w-])/g;
const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`);
const IPV6 = /^(?=(?:[^:]*:){2})(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}$/i;
const MAC = /^[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}$/i;

function isBankAccount(text: string): boolean {
  return isValidIBAN(electronicFormatIBAN(text) ?? "");
}

function isCard(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  return number(digits).isValid && new Set(digits).size > 2;
}

function isPhone(text: string): boolean {
  return phoneNumberIn(text)?.isValid() === true;
}
