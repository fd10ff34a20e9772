/** A regular expression of Python that is to match the whole name of an app, a model or a field. */
export interface NamePattern {
  /** It can match nothing but this. */
  readonly literal: string | null;
  matches(name: string): boolean;
}

/**
 * Null for what is not plain enough: it comes from a file that anyone may have written, and must neither mean something
 * else here than in Python nor take long. So no group may be repeated, and three things at most without a limit.
 */
export function namePattern(source: string): NamePattern | null {
  if (source.length > LONGEST || !PLAIN.test(source)) return null;
  if ([...source.matchAll(/[*+]/g)].length > MOST_REPEATED) return null;
  try {
    const expression = new RegExp(`^(?:${source})$`);
    const isLiteral = /^(?:\w|\\\.)+$/.test(source);
    return { literal: isLiteral ? source.replaceAll("\\", "") : null, matches: (name) => expression.test(name) };
  } catch {
    return null;
  }
}

const LONGEST = 300;
const MOST_REPEATED = 3;

/** Names, dots, classes of characters, alternatives; a repetition only of a single character. */
const PLAIN = /^(?:(?:\w|\\[.wd]|\.|\[\^?[\w.-]+\])[*+?]?|\((?:\?:)?|\)(?![*+?{])|\|)*$/;
