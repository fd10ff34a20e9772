/** What one source publishes: numbers without separators, and patterns of such. */
interface Published {
  readonly source: readonly string[];
  readonly numbers?: readonly string[];
  readonly patterns?: readonly string[];
}

declare const data: {
  readonly email: {
    readonly source: readonly string[];
    readonly endings: readonly string[];
    readonly locals: readonly string[];
    readonly domains: readonly string[];
    readonly roles: readonly string[];
    readonly words: readonly string[];
  };
  readonly cards: readonly Published[];
  readonly bankAccounts: readonly Published[];
  readonly phones: readonly Published[];
  readonly nationalNumbers: readonly Published[];
};

export default data;
