import type { KeyUse } from "../../project/keys/keyUses.ts";

/** The fields with their verb, to follow "with which": `Customer.ssn and 3 other fields are`. */
export function fieldsOf({ fields }: KeyUse): string {
  const [first] = fields;
  const others = fields.length - 1;
  if (others === 0) return `\`${first}\` is`;
  return `\`${first}\` and ${others === 1 ? "another field" : `${others} other fields`} are`;
}
