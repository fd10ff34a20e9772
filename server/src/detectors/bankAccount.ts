import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { isAmong } from "./published.ts";
import synthetic from "./synthetic.yml";

/** Whether it is an IBAN (ISO 13616) by country, length, structure and check digits, and none that stands in documentation. */
export function isBankAccount(text: string): boolean {
  if (!/^[A-Za-z]{2}\d{2}[\w -]{10,40}$/.test(text)) return false;
  const plain = electronicFormatIBAN(text) ?? "";
  return isValidIBAN(plain) && !isPublished(plain) && new Set(plain.slice(4)).size > 3;
}

const isPublished = isAmong(synthetic.bankAccounts);
