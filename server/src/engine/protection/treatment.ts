import type { Protection, ProtectionKind } from "./model.ts";

/**
 * The treatments that a category may expect, by strength. The names are those of the classification, which this room
 * does not import: the compiler compares them where both meet.
 */
const STRENGTH = {
  "do not store": 5,
  hash: 4,
  tokenize: 3,
  encrypt: 2,
  "access control": 1,
  none: 0,
} as const;

type ExpectedTreatment = keyof typeof STRENGTH;

/**
 * What each protection is as good as. A truncated value is no longer the value, so that masking stands with
 * tokenization (PCI DSS v4.0.1, 3.5.1, lists both as ways to make a card number unreadable), but not with a hash that
 * something is to be verified against. Access control cannot be seen in a schema: nothing is judged to lack it.
 */
const REACHES: Readonly<Record<ProtectionKind, ExpectedTreatment>> = {
  hashed: "hash",
  tokenized: "tokenize",
  masked: "tokenize",
  encrypted: "encrypt",
  generated: "access control",
  none: "access control",
};

/** Whether the protection is at least as strong as the treatment. Nothing satisfies `do not store`. */
export function satisfies(protection: Protection, treatment: ExpectedTreatment): boolean {
  return STRENGTH[REACHES[protection.kind]] >= STRENGTH[treatment];
}
