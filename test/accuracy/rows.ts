import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";

/** A field of a public project and what a person says that it holds; README.md tells what each column means. */
export interface LabelledRow {
  readonly set: RowSet;
  /** `owner/name` */
  readonly repo: string;
  readonly path: string;
  readonly line: number;
  readonly entity: string;
  readonly field: string;
  readonly type: string;
  readonly maxLength: number | null;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly hasChoices: boolean;
  readonly isRelation: boolean;
  readonly sensitive: boolean;
  /** Of an ambiguous one that is not sensitive: the category in dispute. Else empty. */
  readonly category: string;
  readonly ambiguous: boolean;
  readonly note: string;
}

/** Words and weights were chosen with these in sight. */
export const TUNING_SETS = ["fields.csv", "more-fields.csv"] as const;
/** Labelled by people who knew nothing of the classifier, when its words and weights were there already. */
export const LATER_SETS = [
  "later-fields.csv",
  "unseen-fields.csv",
  "further-fields.csv",
  "fresh-fields.csv",
  "final-fields.csv",
] as const;
export type RowSet = (typeof TUNING_SETS | typeof LATER_SETS)[number];

export function loadRows(sets: readonly RowSet[] = TUNING_SETS): readonly LabelledRow[] {
  return sets.flatMap((set) => {
    const text = readFileSync(fileURLToPath(new URL(set, import.meta.url)), "utf8");
    const records = parse(text, { columns: true }) as unknown as readonly Readonly<Record<string, string>>[];
    return records.map((record) => rowOf(set, record));
  });
}

/** What two reasonable people would not argue about. */
export function isStrict(row: LabelledRow): boolean {
  return !row.isRelation && !row.ambiguous;
}

/** Hundreds of alike fields that hardly any name tells: coded flags of laboratories, and sums over all patients. */
export function isInOddTable(row: LabelledRow): boolean {
  return ODD_TABLES.some(({ repo, entity }) => row.repo === repo && row.entity === entity);
}

/** Repositories of which one builds on the other, or that share models: what is learnt from one is known of the other. */
export function familyOf(repo: string): string {
  return FAMILIES.find((family) => family.includes(repo))?.join(" + ") ?? repo;
}

export function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const ODD_TABLES = [
  { repo: "openhealthcare/elcid", entity: "RidRTITest" },
  { repo: "openhealthcare/elcid", entity: "CheckpointsAssay" },
  { repo: "rcpch/rcpch-audit-engine", entity: "BaseKPIMetrics" },
];

const FAMILIES: readonly (readonly string[])[] = [
  ["openhealthcare/elcid", "openhealthcare/opal"],
  ["rcpch/national-paediatric-diabetes-audit", "rcpch/rcpch-audit-engine"],
  ["openwisp/openwisp-radius", "openwisp/openwisp-users"],
];

function rowOf(set: RowSet, record: Readonly<Record<string, string>>): LabelledRow {
  const text = (column: string): string => {
    const value = record[column];
    if (value === undefined) throw new Error(`${set} has no column ${column}`);
    return value;
  };
  const isSet = (column: string): boolean => text(column) === "1";
  const length = text("max_length");
  return {
    set,
    repo: text("repo"),
    path: text("path"),
    line: Number(text("line")),
    entity: text("entity"),
    field: text("field"),
    type: text("type"),
    // Some are expressions of the project's own.
    maxLength: /^\d+$/.test(length) ? Number(length) : null,
    unique: isSet("unique"),
    indexed: isSet("db_index"),
    hasChoices: isSet("has_choices"),
    isRelation: isSet("is_relation"),
    sensitive: isSet("sensitive"),
    category: text("category"),
    ambiguous: isSet("ambiguous"),
    note: text("note"),
  };
}
