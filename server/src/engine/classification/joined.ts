/**
 * One list behind the other. Mostly one of them is empty. `concat` takes no more memory than it needs; a literal with spreads, or
 * one that things are pushed to, takes room for sixteen more.
 */
export function joined<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : some.concat(others);
}
