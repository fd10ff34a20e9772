import type { ClassifiedField } from "../../project/model.ts";

/** Whether encryption is what the data need, so that it may be the first thing on offer. */
export function isAskedFor(subject: ClassifiedField): boolean {
  return subject.classification.treatment === "encrypt" && subject.lacksTreatment && !mayBeHashed(subject);
}

/** A secret that this application perhaps only compares; which of both it does, a person has to say. */
export function mayBeHashed({ category }: ClassifiedField): boolean {
  return category?.purpose === "unclear";
}

export function notesOnHashing(subject: ClassifiedField): readonly string[] {
  return mayBeHashed(subject) ? [ON_HASHING] : [];
}

const ON_HASHING =
  "Encrypt it only if it is needed again as it is, to be sent to others. What is only compared here, as a password that people log in with, is better kept as a salted hash (`make_password`, `check_password`), which no key opens.";
