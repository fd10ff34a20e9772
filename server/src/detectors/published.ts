interface Published {
  readonly numbers?: readonly string[];
  readonly patterns?: readonly string[];
}

/** Tells whether a number, without separators, is among those that are published for everybody. */
export function isAmong(groups: readonly Published[]): (number: string) => boolean {
  const numbers = new Set(groups.flatMap((group) => group.numbers ?? []));
  const patterns = groups.flatMap((group) => group.patterns ?? []).map((pattern) => new RegExp(pattern));
  return (number) => numbers.has(number) || patterns.some((pattern) => pattern.test(number));
}
