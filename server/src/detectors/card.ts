import { number } from "card-validator";
import { isPattern } from "./patterns.ts";
import { isAmong } from "./published.ts";
import synthetic from "./synthetic.yml";

/** Whether it is the number of a payment card by issuer, length and check digit, and none that processors publish for tests. */
export function isCard(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, "");
  if (!/^\d{12,19}$/.test(digits) || isPublished(digits) || isPattern(digits)) return false;
  // Test numbers that are made by hand have hardly another digit behind the issuer's.
  return number(digits).isValid && new Set(digits.slice(6)).size > 3;
}

const isPublished = isAmong(synthetic.cards);
