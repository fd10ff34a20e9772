import type { KnownSecret, SecretSyntax } from "../secrets/model.ts";

/** What values of data files are told to be. Each is a kind of finding: people see the kind and a count, never a value. */
export const VALUE_KINDS = ["email", "phone", "card", "bankAccount", "nationalNumber"] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** `sure`: its form and check digits tell by themselves. `likely`: they would let pass many others, and the field has to tell. */
export interface KnownValue {
  readonly kind: ValueKind;
  readonly certainty: "sure" | "likely";
}

/**
 * Something in a value that has the form of a kind: all of it or a part. `kind` is a key of `engine/database/values/kinds.yml`; `scheme`: which of several forms,
 * `NL.bsn`. `passes`: whether what can be checked of it is right, such as its check digits.
 */
export interface ValueForm {
  readonly kind: string;
  readonly scheme: string | null;
  readonly isWhole: boolean;
  readonly passes: boolean;
}

/** What tells values apart. It is loaded when it is first needed: the lists that it rests on are large. */
export interface ValueDetectors {
  /** `category`: what the field holds. Null for what is of no known kind, and for values that are made up or published as examples. */
  readonly detect: (value: string, category: string | null) => KnownValue | null;
  /** All that a value of a column may be or hold, made up or not; whether it means anything the other values have to tell. */
  readonly formsIn: (value: string) => readonly ValueForm[];
  /** In a text of any kind; in no order, and those again that are known by several signs. */
  readonly secretsIn: (text: string, syntax: SecretSyntax) => Iterable<KnownSecret>;
}

const PLURALS: Readonly<Record<ValueKind, readonly [one: string, many: string]>> = {
  email: ["e-mail address", "e-mail addresses"],
  phone: ["phone number", "phone numbers"],
  card: ["card number", "card numbers"],
  bankAccount: ["number of a bank account", "numbers of bank accounts"],
  nationalNumber: ["national or tax number", "national or tax numbers"],
};

/** `1 card number`, `3 card numbers` */
export function tellCount(kind: ValueKind, count: number): string {
  return `${count.toLocaleString("en-US")} ${PLURALS[kind][count === 1 ? 0 : 1]}`;
}
