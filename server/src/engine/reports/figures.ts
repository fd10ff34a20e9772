import { LEVELS, type Level } from "../classification/model.ts";
import type { ClassifiedField } from "../project/model.ts";
import { SEVERITIES, type Severity } from "../rules/rule.ts";
import type { ScanReport } from "./model.ts";

/** What is counted wherever a scan is summed up. */
export interface Figures {
  readonly entities: number;
  readonly fields: number;
  readonly sensitive: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  readonly lackingTreatment: number;
  readonly toDecide: number;
  /** Suppressed findings are not in here. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
}

export function figuresOf({ files }: ScanReport): Figures {
  const findings = files.flatMap((file) => file.findings.map(({ finding }) => finding));
  const open = findings.filter((finding) => finding.suppressed === null);
  return {
    ...fieldFigures(files.flatMap(({ file }) => file.fields)),
    entities: files.reduce((sum, { file }) => sum + file.schema.entities.length, 0),
    bySeverity: countBy(SEVERITIES, open, (finding) => finding.severity),
    suppressed: findings.length - open.length,
  };
}

export type FieldFigures = Pick<Figures, "fields" | "sensitive" | "byLevel" | "lackingTreatment" | "toDecide">;

export function fieldFigures(fields: readonly ClassifiedField[]): FieldFigures {
  const sensitive = fields.filter(({ classification }) => classification.verdict === "sensitive");
  return {
    fields: fields.length,
    sensitive: sensitive.length,
    byLevel: countBy(LEVELS, sensitive, ({ classification }) => classification.level),
    lackingTreatment: sensitive.filter((field) => field.lacksTreatment).length,
    toDecide: fields.filter(({ classification }) => classification.verdict === "review").length,
  };
}

function countBy<Key extends string, Item>(
  keys: readonly Key[],
  items: readonly Item[],
  keyOf: (item: Item) => Key | null,
): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) counts[key]++;
  }
  return counts;
}
