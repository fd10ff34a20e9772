import type { Treatment } from "./model.ts";
import type { RegimeId } from "./regimeIds.ts";
import regimes from "./regimes.yml";
import { categoryOf, isWithin } from "./taxonomy.ts";

/** A law or standard, in one edition. */
export interface Regime {
  readonly id: RegimeId;
  readonly name: string;
  readonly title: string;
  readonly edition: string;
  readonly checked: string;
  readonly clauses: readonly Clause[];
}

export interface Clause {
  readonly clause: string;
  readonly says: string;
  /** These categories and those below them. */
  readonly about: readonly string[];
  readonly except?: readonly string[];
  /** Only categories that ask for one of these. */
  readonly asking?: readonly Treatment[];
}

/** A clause that somebody who looks after a field of the category should know of. */
export interface RelevantClause {
  readonly regime: RegimeId;
  /** With the regime's name: `GDPR Art. 9(1)`. */
  readonly clause: string;
  readonly says: string;
}

export const REGIMES: readonly Regime[] = regimes.regimes;

/** In the order of the regimes and of their clauses. HIPAA binds only those whom it covers, so a project has to choose. */
export function clausesFor(category: string, chosen: readonly RegimeId[]): readonly RelevantClause[] {
  return REGIMES.filter(({ id }) => chosen.includes(id)).flatMap(({ id, name, clauses }) =>
    clauses
      .filter((clause) => isAbout(clause, category))
      .map(({ clause, says }) => ({ regime: id, clause: `${name} ${clause}`, says })),
  );
}

function isAbout({ about, except = [], asking }: Clause, category: string): boolean {
  const isUnder = (key: string): boolean => isWithin(category, key);
  if (!about.some(isUnder) || except.some(isUnder)) return false;
  const treatment = categoryOf(category)?.treatment;
  return asking === undefined || (treatment !== undefined && asking.includes(treatment));
}
