import { stdnum } from "stdnum";
import type { KnownValue } from "../engine/project/values/model.ts";
import strength from "./nationalNumbers.yml";
import { isPattern } from "./patterns.ts";
import { isAmong } from "./published.ts";
import synthetic from "./synthetic.yml";

/** Whether a value of a field for such numbers is one; sure where few numbers that are made up would pass. */
export function nationalNumber(text: string): KnownValue["certainty"] | null {
  const plain = text.replaceAll(/[ ./-]/g, "");
  if (!/^[\dA-Za-z]{7,20}$/.test(plain) || plain.replaceAll(/\D/g, "").length < 5) return null;
  if (isPublished(plain) || isPattern(plain)) return null;
  if (/^\d{3}-\d{2}-\d{4}$/.test(text)) return isValid("US.ssn", text) ? "sure" : null;
  if (strength.strong.some((name) => isValid(name, plain))) return "sure";
  return strength.weak.some((name) => isValid(name, plain)) ? "likely" : null;
}

/** The schemes by which a number, without separators, is right. */
export function schemesOf(plain: string, schemes: "strong" | "weak"): readonly string[] {
  return strength[schemes].filter((name) => isValid(name, plain));
}

/** Whether a text of three, two and four digits is a number of US social security: https://www.ssa.gov/employer/randomization.html */
export function isSocialSecurityNumber(text: string): boolean {
  return !isPattern(text) && isValid("US.ssn", text);
}

function isValid(name: string, text: string): boolean {
  const [country = "", number = ""] = name.split(".");
  try {
    return stdnum[country]?.[number]?.validate(text).isValid === true;
  } catch {
    // Some of the library's tests trip over letters that they do not expect.
    return false;
  }
}

const isPublished = isAmong(synthetic.nationalNumbers);
