import { atLeast, type Classification } from "../../classification/model.ts";
import type { ClassifiedField } from "../model.ts";
import { isPersonal } from "./declared.ts";

/**
 * What a declaration about a field stands against, where neither the policy nor a directive has decided: strong evidence
 * that it is personal, or another declaration that says so.
 */
export function contradictionOf({
  classification,
  evidence,
  said,
}: ClassifiedField): "evidence" | "declaration" | null {
  if (classification.decidedBy !== "declaration") return null;
  const ofField = said.filter(({ isGeneral }) => !isGeneral);
  const isDeclared = (says: string): boolean => ofField.some((item) => item.says === says);
  if (!isDeclared("not personal")) return null;
  if (isDeclared("personal")) return "declaration";
  return isStrong(evidence) ? "evidence" : null;
}

/** Whether personal data that harms when it leaks is so likely that a declaration which says otherwise is worth a look. */
export function isStrong({ verdict, category, level, confidence }: Classification): boolean {
  if (verdict !== "sensitive" || category === null || level === null) return false;
  return confidence >= STRONG_FROM && isPersonal(category) && atLeast(level, "confidential");
}

const STRONG_FROM = 0.8;
