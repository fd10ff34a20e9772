import type { ClassifiedField, ClassifiedFile } from "../project/model.ts";
import type { UsesOfField } from "../project/uses/frameworkUses.ts";
import { fieldOf } from "./json.ts";
import { inOrder, placeOfUse } from "./uses.ts";

/** For programs. Its shape is `schemas/explain.schema.json`; a change that breaks a reader raises the version. */
const SCHEMA_VERSION = 1;

export interface FieldToExplain {
  readonly version: string;
  readonly file: ClassifiedFile;
  readonly subject: ClassifiedField;
  /** Null where nobody has looked for them. */
  readonly uses: UsesOfField | null;
}

export function explainJson({ version, file, subject, uses }: FieldToExplain): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "fieldguard", version },
    field: fieldOf(file, subject),
    uses: uses === null ? null : inOrder(uses.uses).map(useOf),
    packages: uses === null ? null : uses.byPackages.map(packageOf),
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function useOf(linked: UsesOfField["uses"][number]): object {
  const { kind, by, lookup } = linked.use;
  const { line, column } = placeOfUse(linked);
  return { path: linked.path, line, column, kind, by: by === "" ? null : by, lookup, certainty: linked.certainty };
}

function packageOf({ package: name, does, lookup, source }: UsesOfField["byPackages"][number]): object {
  return { name, does, lookup, source };
}
