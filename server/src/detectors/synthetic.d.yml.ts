interface Numbers {
  readonly source: readonly string[];
  readonly numbers: readonly string[];
}

interface Patterns {
  readonly source: readonly string[];
  readonly patterns: readonly string[];
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
  readonly cards: Numbers;
  readonly bankAccounts: Numbers;
  readonly phones: Patterns;
  readonly nationalNumbers: Numbers & Patterns;
};

export default data;
