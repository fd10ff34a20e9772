import { type Candidate, candidate } from "../../classification/evidence/candidate.ts";
import { reasonOf } from "../../classification/weights.ts";
import type { ToldByValues } from "../../classification/classify.ts";
import type { Protection } from "../../protection/model.ts";
import { type ColumnValues, type FoundKind, MOSTLY } from "./columnValues.ts";
import kinds from "./kinds.yml";

/** Of its weight what counts where values are in other texts, or in some of the rows alone. */
const SOME = 0.65;
/** Values that tell nothing: there are too few of them. */
const ENOUGH = 20;
const HARDLY = 0.05;
const AGAINST = -2.5;

/** What the values of a column say of what it holds, as evidence beside that of its name. */
export function valuesSay(values: ColumnValues): ToldByValues {
  const candidates = values.found.flatMap((found): readonly Candidate[] => {
    const { category, weight } = kinds[found.kind]!;
    if (category === undefined) return [];
    const counted = weight * (found.share >= MOSTLY && found.isWhole ? 1 : SOME);
    return [
      candidate(category, [
        reasonOf({ kind: "values", detail: detailOf(found, values), weight: counted }, "values say it"),
      ]),
    ];
  });
  return { candidates, against: againstIn(values) };
}

function detailOf({ kind, values, path, shape, share }: FoundKind, { distinct }: ColumnValues): string {
  const { what } = kinds[kind]!;
  const where = path === "" ? "" : ` at \`${path}\``;
  const looks = shape === null ? "" : `, such as ${shape}`;
  const of = path === "" ? ` of ${distinct}` : ` (${Math.round(share * 100)} %)`;
  return `${values}${of} values${where} are or hold ${what}${looks}`;
}

function againstIn({ distinct, found }: ColumnValues): ToldByValues["against"] {
  const isKept = found.some(({ kind, share }) => kinds[kind]!.protects !== undefined && share >= 0.5);
  if (distinct < ENOUGH || isKept) return new Map();
  const missing = Object.entries(kinds).filter(
    ([kind, { tells }]) => tells && !found.some((each) => each.kind === kind && each.share >= HARDLY),
  );
  return new Map(
    missing.map(([, { category, what }]) => [
      category!,
      [
        reasonOf(
          { kind: "values", detail: `hardly any of ${distinct} values are ${what}`, weight: AGAINST },
          "values say otherwise",
        ),
      ],
    ]),
  );
}

/** How the values are kept, where they tell it: all that were looked at, or nearly. */
export function keptAs({ found }: ColumnValues): Protection | null {
  const kept = found.find(({ kind, share }) => kinds[kind]!.protects !== undefined && share >= MOSTLY);
  return kept ? { kind: kinds[kept.kind]!.protects!, by: `the values are ${kinds[kept.kind]!.what}` } : null;
}
