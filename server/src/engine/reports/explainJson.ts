import type { FieldHistory } from "../project/migrations/fieldHistory.ts";
import type { UsesOfField } from "../project/uses/frameworkUses.ts";
import { inOrder, placeOfUse } from "./uses.ts";

/** For programs. Its shape is `schemas/explain.schema.json`; a change that breaks a reader raises the version. */
const SCHEMA_VERSION = 1;

export interface FieldToExplain {
  readonly version: string;
  /** As in the output of a scan. */
  readonly field: object;
  /** Null where nobody has looked for them. */
  readonly uses: UsesOfField | null;
  /** Null where the migrations tell nothing of it. */
  readonly history: FieldHistory | null;
}

export function explainJson({ version, field, uses, history }: FieldToExplain): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "fieldguard", version },
    field,
    uses: uses === null ? null : inOrder(uses.uses).map(useOf),
    packages: uses === null ? null : uses.byPackages.map(packageOf),
    migrations: history && migrationsOf(history),
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function useOf(linked: UsesOfField["uses"][number]): object {
  const { kind, by, lookup } = linked.use;
  const { line, column } = placeOfUse(linked);
  return { path: linked.path, line, column, kind, by: by === "" ? null : by, lookup, certainty: linked.certainty };
}

function migrationsOf({ tableSince, columnSince, plain, pending, leaves }: FieldHistory): object {
  return {
    tableSince,
    columnSince,
    plain: plain?.kind ?? null,
    plainUntil: plain?.kind === "until" ? plain.migration : null,
    pending,
    leaves,
  };
}

function packageOf({ package: name, does, lookup, source }: UsesOfField["byPackages"][number]): object {
  return { name, does, lookup, source };
}
