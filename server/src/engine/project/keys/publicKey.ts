/** A setting that holds keys of the generated field classes, and the variable of the environment that fills it. */
export interface KeySetting {
  readonly name: string;
  /**
   * A Fernet key for runs on a developer's machine and for tests. It is the same in all projects and says itself what it is, so that
   * people as well as tools know it again wherever it stands.
   */
  readonly publicKey: string;
  /** Whose keys they are, to follow "keys of". */
  readonly of: string;
}

export const ENCRYPTION_KEYS: KeySetting = {
  name: "FIELD_ENCRYPTION_KEYS",
  publicKey: "this-key-is-public-for-local-runs-and-tests=",
  of: "encrypted model fields",
};

/** None of them may be one that encrypts. */
export const INDEX_KEYS: KeySetting = {
  name: "FIELD_BLIND_INDEX_KEYS",
  publicKey: "this-index-key-is-public-for-runs-and-tests=",
  of: "blind indexes",
};
