import { canBeLeftAlone, LEAVE_ALONE } from "../engine/fixes/leaveAlone.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FixRequest } from "../protocol.ts";

/** Null where no comment can stand. */
export function leaveAloneRequest(uri: string, finding: Finding): FixRequest | null {
  if (!canBeLeftAlone(finding)) return null;
  const { entity, field, fingerprint } = finding;
  return { uri, entity, field, fixId: LEAVE_ALONE, finding: fingerprint, asks: "excuse" };
}
