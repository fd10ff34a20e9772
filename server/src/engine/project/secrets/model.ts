import type { RuleIgnore } from "../../schema/ruleIgnore.ts";
import type { Span } from "../../text/span.ts";

/** How a text gives names to values: as Python does, as files of settings and shells do, or not in a way that counts, as data. */
export type SecretSyntax = "python" | "settings" | "data";

/** A secret that stands in a text. Its value is no part of this. */
export interface KnownSecret {
  /** What its form says that it is; null where only its name says that it is one. */
  readonly what: string | null;
  /** What the text calls it; null where it is known by its form. */
  readonly name: string | null;
  /** Of its name, or of how every secret of its form begins. */
  readonly span: Span;
}

/** The first one of its kind, or of its name, in a file. */
export interface FoundSecret extends KnownSecret {
  readonly path: string;
  /** Places of this kind and name. */
  readonly count: number;
  /** Comments before it that silence rules. */
  readonly ignores: readonly RuleIgnore[];
}
