import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

/** For specs: a restricted field in plain text, but for what is said otherwise. */
export function exampleField(name: string, parts: Partial<ClassifiedFieldModel> = {}): ClassifiedFieldModel {
  return {
    name,
    range,
    type: "CharField",
    verdict: "sensitive",
    category: "user.government_id",
    gloss: "a national identification number",
    level: "restricted",
    treatment: "encrypt",
    confidence: 0.9,
    evidence: [],
    protection: { kind: "none", by: null },
    lacksTreatment: true,
    findings: [],
    ...parts,
  };
}

export function exampleEntity(
  name: string,
  fields: readonly ClassifiedFieldModel[],
  path = "shop/models.py",
): ClassifiedEntity {
  const [app = ""] = path.split("/");
  return { folder: "file:///p", path, uri: `file:///p/${path}`, app, name, abstract: false, range, fields };
}
